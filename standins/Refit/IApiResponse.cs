using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;

namespace Refit;

/// <summary>A response, good or bad; dispose it.</summary>
public interface IApiResponse : IDisposable
{
    /// <summary>The response's headers.</summary>
    HttpResponseHeaders Headers { get; }

    /// <summary>The body's headers.</summary>
    HttpContentHeaders? ContentHeaders { get; }

    /// <summary>Status 2xx; the body may still be unreadable.</summary>
    [MemberNotNullWhen(true, nameof(ContentHeaders))]
    [MemberNotNullWhen(false, nameof(Error))]
    bool IsSuccessStatusCode { get; }

    /// <summary>Status 2xx and the body read.</summary>
    [MemberNotNullWhen(true, nameof(ContentHeaders))]
    [MemberNotNullWhen(false, nameof(Error))]
    bool IsSuccessful { get; }

    /// <summary>The status answered.</summary>
    HttpStatusCode StatusCode { get; }

    /// <summary>The words beside it.</summary>
    string? ReasonPhrase { get; }

    /// <summary>The request.</summary>
    HttpRequestMessage? RequestMessage { get; }

    /// <summary>HTTP version of the answer.</summary>
    Version Version { get; }

    /// <summary>What went wrong; null when nothing did.</summary>
    ApiException? Error { get; }
}

/// <summary>A response with a typed body.</summary>
public interface IApiResponse<out T> : IApiResponse
{
    /// <inheritdoc cref="IApiResponse.Error"/>
    new ApiException? Error { get; }

    /// <inheritdoc cref="IApiResponse.ContentHeaders"/>
    new HttpContentHeaders? ContentHeaders { get; }

    /// <inheritdoc cref="IApiResponse.IsSuccessStatusCode"/>
    [MemberNotNullWhen(true, nameof(ContentHeaders))]
    [MemberNotNullWhen(false, nameof(Error))]
    new bool IsSuccessStatusCode { get; }

    /// <inheritdoc cref="IApiResponse.IsSuccessful"/>
    [MemberNotNullWhen(true, nameof(Content))]
    [MemberNotNullWhen(true, nameof(ContentHeaders))]
    [MemberNotNullWhen(false, nameof(Error))]
    new bool IsSuccessful { get; }

    /// <summary>The body; the default value on failure.</summary>
    T? Content { get; }
}
