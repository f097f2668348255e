using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;

namespace Refit;

/// <inheritdoc cref="IApiResponse{T}"/>
public sealed class ApiResponse<T>(HttpResponseMessage response, T? content, RefitSettings settings, ApiException? error = null) : IApiResponse<T>
{
    private readonly HttpResponseMessage _response = response ?? throw new ArgumentNullException(nameof(response));

    /// <inheritdoc/>
    public T? Content { get; } = content;

    /// <summary>The settings the call was made with.</summary>
    public RefitSettings Settings { get; } = settings;

    /// <inheritdoc/>
    public HttpResponseHeaders Headers => _response.Headers;

    /// <inheritdoc cref="IApiResponse.ContentHeaders"/>
    public HttpContentHeaders? ContentHeaders => _response.Content?.Headers;

    /// <inheritdoc cref="IApiResponse.IsSuccessStatusCode"/>
    [MemberNotNullWhen(true, nameof(ContentHeaders))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccessStatusCode => _response.IsSuccessStatusCode;

    /// <inheritdoc cref="IApiResponse.IsSuccessful"/>
    [MemberNotNullWhen(true, nameof(Content))]
    [MemberNotNullWhen(true, nameof(ContentHeaders))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccessful => IsSuccessStatusCode && Error is null;

    /// <inheritdoc/>
    public HttpStatusCode StatusCode => _response.StatusCode;

    /// <inheritdoc/>
    public string? ReasonPhrase => _response.ReasonPhrase;

    /// <inheritdoc/>
    public HttpRequestMessage? RequestMessage => _response.RequestMessage;

    /// <inheritdoc/>
    public Version Version => _response.Version;

    /// <inheritdoc cref="IApiResponse.Error"/>
    public ApiException? Error { get; } = error;

    /// <summary>Throws the <see cref="Error"/> of a status other than 2xx, and disposes the response then.</summary>
    public Task<ApiResponse<T>> EnsureSuccessStatusCodeAsync() => IsSuccessStatusCode ? Task.FromResult(this) : throw Failed();

    /// <summary>The same, also for a body that could not be read.</summary>
    public Task<ApiResponse<T>> EnsureSuccessfulAsync() => IsSuccessful ? Task.FromResult(this) : throw Failed();

    /// <inheritdoc/>
    public void Dispose() => _response.Dispose();

    private ApiException Failed()
    {
        Dispose();
        return Error ?? throw new InvalidOperationException("The settings' ExceptionFactory called a failed response good.");
    }
}
