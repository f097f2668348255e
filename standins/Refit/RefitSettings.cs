using System.Net;

namespace Refit;

/// <summary>How an interface is called.</summary>
public class RefitSettings
{
    /// <summary>System.Text.Json with Refit's options.</summary>
    public RefitSettings()
        : this(new SystemTextJsonContentSerializer())
    {
    }

    /// <summary>With another serializer or formatter.</summary>
    public RefitSettings(IHttpContentSerializer contentSerializer, IUrlParameterFormatter? urlParameterFormatter = null)
    {
        ArgumentNullException.ThrowIfNull(contentSerializer);
        ContentSerializer = contentSerializer;
        UrlParameterFormatter = urlParameterFormatter ?? new DefaultUrlParameterFormatter();
        UrlParameterKeyFormatter = new DefaultUrlParameterKeyFormatter();
        ExceptionFactory = CreateApiExceptionAsync;
    }

    /// <summary>
    /// Credential for requests that carry an Authorization header. Used only with the host-address overloads of <see cref="RestService"/>:
    /// a client given to it is used as it is.
    /// </summary>
    public Func<HttpRequestMessage, CancellationToken, Task<string>>? AuthorizationHeaderValueGetter { get; set; }

    /// <summary>Makes the handler below the credential; only with the host-address overloads.</summary>
    public Func<HttpMessageHandler>? HttpMessageHandlerFactory { get; set; }

    /// <summary>Judges a response: null for a good one. Default: an <see cref="ApiException"/> for every status but 2xx.</summary>
    public Func<HttpResponseMessage, Task<Exception?>> ExceptionFactory { get; set; }

    /// <summary>Replaces the exception for a body that cannot be read; null from it means the default value is returned.</summary>
    public Func<HttpResponseMessage, Exception, Task<Exception?>>? DeserializationExceptionFactory { get; set; }

    /// <summary>Bodies.</summary>
    public IHttpContentSerializer ContentSerializer { get; set; }

    /// <summary>Path and query values.</summary>
    public IUrlParameterFormatter UrlParameterFormatter { get; set; }

    /// <summary>Query names from properties.</summary>
    public IUrlParameterKeyFormatter UrlParameterKeyFormatter { get; set; }

    /// <summary>Lists in the query.</summary>
    public CollectionFormat CollectionFormat { get; set; } = CollectionFormat.RefitParameterFormatter;

    /// <summary>Whether bodies are buffered, and so carry a Content-Length, unless their attribute says otherwise. Default false: chunked.</summary>
    public bool Buffered { get; set; }

    /// <summary>Default 1.1.</summary>
    public Version Version { get; set; } = HttpVersion.Version11;

    /// <summary>Default: the version or lower.</summary>
    public HttpVersionPolicy VersionPolicy { get; set; } = HttpVersionPolicy.RequestVersionOrLower;

    private async Task<Exception?> CreateApiExceptionAsync(HttpResponseMessage response) =>
        response.IsSuccessStatusCode
            ? null
            : await ApiException.Create(response.RequestMessage!, response.RequestMessage!.Method, response, this).ConfigureAwait(false);
}
