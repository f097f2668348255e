using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;

namespace Refit;

/// <summary>A response, good or bad; dispose it.</summary>
public interface IApiResponse : IDisposable
{
    /// <summary>The response's headers; null when none was received.</summary>
    HttpResponseHeaders? Headers { get; }

    /// <summary>The body's headers.</summary>
    HttpContentHeaders? ContentHeaders { get; }

    /// <summary>Status 2xx; the body may still be unreadable.</summary>
    [MemberNotNullWhen(true, nameof(Headers))]
    [MemberNotNullWhen(true, nameof(StatusCode))]
    [MemberNotNullWhen(true, nameof(Version))]
    bool IsSuccessStatusCode { get; }

    /// <summary>Status 2xx and the body read.</summary>
    [MemberNotNullWhen(true, nameof(Headers))]
    [MemberNotNullWhen(true, nameof(StatusCode))]
    [MemberNotNullWhen(true, nameof(Version))]
    bool IsSuccessful { get; }

    /// <summary>Whether there was an answer at all.</summary>
    [MemberNotNullWhen(true, nameof(Headers))]
    [MemberNotNullWhen(true, nameof(StatusCode))]
    [MemberNotNullWhen(true, nameof(Version))]
    bool IsReceived { get; }

    /// <summary>The status answered; null without an answer.</summary>
    HttpStatusCode? StatusCode { get; }

    /// <summary>The words beside it.</summary>
    string? ReasonPhrase { get; }

    /// <summary>The request.</summary>
    HttpRequestMessage? RequestMessage { get; }

    /// <summary>HTTP version of the answer.</summary>
    Version? Version { get; }

    /// <summary>What went wrong; null when nothing did.</summary>
    ApiExceptionBase? Error { get; }

    /// <summary>Whether there was no answer.</summary>
    bool HasRequestError([NotNullWhen(true)] out ApiRequestException? error);

    /// <summary>Whether there was an answer, and it was not good.</summary>
    bool HasResponseError([NotNullWhen(true)] out ApiException? error);
}

/// <summary>A response with a typed body.</summary>
public interface IApiResponse<out T> : IApiResponse
{
    /// <summary>The body; the default value on failure.</summary>
    T? Content { get; }

    /// <summary>Whether there is a body.</summary>
    bool HasContent { get; }

    /// <summary><see cref="IApiResponse.IsSuccessful"/>, and there is a body.</summary>
    bool IsSuccessfulWithContent { get; }
}
