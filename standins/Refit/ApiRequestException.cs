namespace Refit;

/// <summary>No answer was received; the reason is inside.</summary>
public class ApiRequestException : ApiExceptionBase
{
    /// <summary>With the reason's text.</summary>
    public ApiRequestException(HttpRequestMessage message, HttpMethod httpMethod, RefitSettings refitSettings, Exception innerException)
        : base(innerException?.Message ?? throw new ArgumentNullException(nameof(innerException)), message, httpMethod, refitSettings, innerException)
    {
    }
}
