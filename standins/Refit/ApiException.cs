using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;

namespace Refit;

/// <summary>A response other than 2xx, or a 2xx whose body could not be read (then with the reason inside).</summary>
public class ApiException : ApiExceptionBase
{
    /// <summary>For <see cref="Create(string, HttpRequestMessage, HttpMethod, HttpResponseMessage, RefitSettings, Exception?)"/> and heirs.</summary>
    protected ApiException(
        string exceptionMessage,
        HttpRequestMessage message,
        HttpMethod httpMethod,
        string? content,
        HttpStatusCode statusCode,
        string? reasonPhrase,
        HttpResponseHeaders headers,
        RefitSettings refitSettings,
        Exception? innerException = null)
        : base(exceptionMessage, message, httpMethod, refitSettings, innerException)
    {
        Content = content;
        StatusCode = statusCode;
        ReasonPhrase = reasonPhrase;
        Headers = headers;
    }

    /// <summary>The status answered.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>The words beside it.</summary>
    public string? ReasonPhrase { get; }

    /// <summary>The response's headers.</summary>
    public HttpResponseHeaders Headers { get; }

    /// <summary>The body's headers.</summary>
    public HttpContentHeaders? ContentHeaders { get; private set; }

    /// <summary>The body as text; null when it could not be read.</summary>
    public string? Content { get; private set; }

    /// <summary>Whether there is more than blanks in <see cref="Content"/>.</summary>
    [MemberNotNullWhen(true, nameof(Content))]
    public bool HasContent => !string.IsNullOrWhiteSpace(Content);

    /// <summary>Reads the response's body into a new exception.</summary>
    /// <exception cref="ArgumentException">The response is a success.</exception>
    public static ValueTask<ApiException> Create(
        HttpRequestMessage message,
        HttpMethod httpMethod,
        HttpResponseMessage response,
        RefitSettings refitSettings,
        Exception? innerException = null)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (response.IsSuccessStatusCode)
        {
            throw new ArgumentException("Response is successful, cannot create an ApiException.", nameof(response));
        }

        var text = $"Response status code does not indicate success: {(int)response.StatusCode} ({response.ReasonPhrase}).";
        return Create(text, message, httpMethod, response, refitSettings, innerException);
    }

    /// <summary>The same with a text of one's own, for any status.</summary>
    public static async ValueTask<ApiException> Create(
        string exceptionMessage,
        HttpRequestMessage message,
        HttpMethod httpMethod,
        HttpResponseMessage response,
        RefitSettings refitSettings,
        Exception? innerException = null)
    {
        ArgumentNullException.ThrowIfNull(response);
        var exception = new ApiException(
            exceptionMessage, message, httpMethod, null, response.StatusCode, response.ReasonPhrase, response.Headers, refitSettings, innerException);
        exception.ContentHeaders = response.Content.Headers;
        try
        {
            exception.Content = await response.Content.ReadAsStringAsync().ConfigureAwait(false);
            response.Content.Dispose();
        }
        catch (Exception unreadable) when (unreadable is HttpRequestException or IOException or OperationCanceledException or InvalidOperationException)
        {
            // The status is the news; a body that breaks off must not hide it.
        }

        return exception;
    }

    /// <summary>The body, read by the content serializer; the default value when there is none.</summary>
    public async Task<T?> GetContentAsAsync<T>()
    {
        if (!HasContent)
        {
            return default;
        }

        using var content = new StringContent(Content);
        return await RefitSettings.ContentSerializer.FromHttpContentAsync<T>(content).ConfigureAwait(false);
    }
}
