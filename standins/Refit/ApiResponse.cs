using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;

namespace Refit;

/// <inheritdoc cref="IApiResponse{T}"/>
/// <param name="request">What was asked.</param>
/// <param name="response">Null when there was no answer.</param>
/// <param name="content">The body.</param>
/// <param name="settings">The settings the call was made with.</param>
/// <param name="error">What went wrong.</param>
public sealed class ApiResponse<T>(
    HttpRequestMessage request, HttpResponseMessage? response, T? content, RefitSettings settings, ApiExceptionBase? error = null) : IApiResponse<T>
{
    /// <inheritdoc/>
    public T? Content { get; } = content;

    /// <inheritdoc/>
    [MemberNotNullWhen(true, nameof(Content))]
    public bool HasContent => Content is not null;

    /// <inheritdoc/>
    [MemberNotNullWhen(true, nameof(Content))]
    public bool IsSuccessfulWithContent => IsSuccessful && HasContent;

    /// <summary>The settings the call was made with.</summary>
    public RefitSettings Settings { get; } = settings;

    /// <inheritdoc/>
    public HttpResponseHeaders? Headers => response?.Headers;

    /// <inheritdoc/>
    public HttpContentHeaders? ContentHeaders => response?.Content?.Headers;

    /// <inheritdoc/>
    [MemberNotNullWhen(true, nameof(Headers))]
    [MemberNotNullWhen(true, nameof(StatusCode))]
    [MemberNotNullWhen(true, nameof(Version))]
    public bool IsSuccessStatusCode => response is { IsSuccessStatusCode: true };

    /// <inheritdoc/>
    [MemberNotNullWhen(true, nameof(Headers))]
    [MemberNotNullWhen(true, nameof(StatusCode))]
    [MemberNotNullWhen(true, nameof(Version))]
    public bool IsSuccessful => IsSuccessStatusCode && Error is null;

    /// <inheritdoc/>
    [MemberNotNullWhen(true, nameof(Headers))]
    [MemberNotNullWhen(true, nameof(StatusCode))]
    [MemberNotNullWhen(true, nameof(Version))]
    public bool IsReceived => response is not null;

    /// <inheritdoc/>
    public HttpStatusCode? StatusCode => response?.StatusCode;

    /// <inheritdoc/>
    public string? ReasonPhrase => response?.ReasonPhrase;

    /// <inheritdoc/>
    public HttpRequestMessage RequestMessage => request;

    /// <inheritdoc/>
    public Version? Version => response?.Version;

    /// <inheritdoc/>
    public ApiExceptionBase? Error { get; } = error;

    /// <inheritdoc/>
    public bool HasRequestError([NotNullWhen(true)] out ApiRequestException? error) => (error = Error as ApiRequestException) is not null;

    /// <inheritdoc/>
    public bool HasResponseError([NotNullWhen(true)] out ApiException? error) => (error = Error as ApiException) is not null;

    /// <summary>Throws the <see cref="Error"/> of anything but a 2xx, and disposes the response then.</summary>
    public ValueTask<ApiResponse<T>> EnsureSuccessStatusCodeAsync() => IsSuccessStatusCode ? new(this) : throw Failed();

    /// <summary>The same, also for a body that could not be read.</summary>
    public ValueTask<ApiResponse<T>> EnsureSuccessfulAsync() => IsSuccessful ? new(this) : throw Failed();

    /// <inheritdoc/>
    public void Dispose() => response?.Dispose();

    private ApiExceptionBase Failed()
    {
        Dispose();
        return Error ?? throw new InvalidOperationException("The settings' ExceptionFactory called a failed response good.");
    }
}
