namespace Refit;

#pragma warning disable CA1710 // Refit's name.
/// <summary>A call that did not end well: see <see cref="ApiException"/> and <see cref="ApiRequestException"/>.</summary>
public abstract class ApiExceptionBase : Exception
#pragma warning restore CA1710
{
    /// <summary>For heirs.</summary>
    protected ApiExceptionBase(
        string exceptionMessage, HttpRequestMessage message, HttpMethod httpMethod, RefitSettings refitSettings, Exception? innerException)
        : base(exceptionMessage, innerException)
    {
        RequestMessage = message;
        HttpMethod = httpMethod;
        RefitSettings = refitSettings;
    }

    /// <summary>The method asked.</summary>
    public HttpMethod HttpMethod { get; }

    /// <summary>The address asked.</summary>
    public Uri? Uri => RequestMessage.RequestUri;

    /// <summary>The request.</summary>
    public HttpRequestMessage RequestMessage { get; }

    /// <summary>The settings the call was made with.</summary>
    public RefitSettings RefitSettings { get; }
}
