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
        TransportExceptionFactory = WrapTransportFailure;
    }

    /// <summary>
    /// Credential for requests that carry an Authorization header. Used only with the host-address overloads of <see cref="RestService"/>:
    /// a client given to it is used as it is.
    /// </summary>
    public Func<HttpRequestMessage, CancellationToken, ValueTask<string>>? AuthorizationHeaderValueGetter { get; set; }

    /// <summary>Makes the handler below the credential; only with the host-address overloads.</summary>
    public Func<HttpMessageHandler>? HttpMessageHandlerFactory { get; set; }

    /// <summary>Judges a response: null for a good one. Default: an <see cref="ApiException"/> for every status but 2xx.</summary>
    public Func<HttpResponseMessage, ValueTask<Exception?>> ExceptionFactory { get; set; }

    /// <summary>
    /// Makes the exception for a request without an answer. An <see cref="ApiExceptionBase"/> is returned by methods that return a response, and
    /// thrown by others; anything else is thrown. Default: an <see cref="ApiRequestException"/>, but for cancellation by the caller.
    /// </summary>
    public Func<HttpRequestMessage, Exception, CancellationToken, Exception> TransportExceptionFactory { get; set; }

    /// <summary>Replaces the exception for a body that cannot be read; null from it means the default value is returned.</summary>
    public Func<HttpResponseMessage, Exception, ValueTask<Exception?>>? DeserializationExceptionFactory { get; set; }

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

    private Exception WrapTransportFailure(HttpRequestMessage request, Exception failure, CancellationToken token) =>
        failure is OperationCanceledException && token.IsCancellationRequested ? failure : new ApiRequestException(request, request.Method, this, failure);

    private async ValueTask<Exception?> CreateApiExceptionAsync(HttpResponseMessage response) =>
        response.IsSuccessStatusCode
            ? null
            : await ApiException.Create(response.RequestMessage!, response.RequestMessage!.Method, response, this).ConfigureAwait(false);
}
