using Microsoft.AspNetCore.Http.HttpResults;

namespace FleetActors.Http;

/// <summary>
/// Every failure this server answers: RFC 9457 problem details with the extra member <c>error</c>, a short text without variable parts
/// where possible, and <c>field</c> where one member of the request is at fault.
/// </summary>
internal static class Problems
{
    /// <summary>400: the request cannot be read.</summary>
    public static ProblemHttpResult BadRequest(string error, string? detail = null) => Of(StatusCodes.Status400BadRequest, error, detail);

    /// <summary>401: no identity, or a wrong signature.</summary>
    public static ProblemHttpResult Unauthorized(string error, string? detail = null) => Of(StatusCodes.Status401Unauthorized, error, detail);

    /// <summary>404: no such thing.</summary>
    public static ProblemHttpResult NotFound(string error, string? detail = null) => Of(StatusCodes.Status404NotFound, error, detail);

    /// <summary>409: understood, but refused in the thing's present state.</summary>
    public static ProblemHttpResult Conflict(string error, string? detail = null) => Of(StatusCodes.Status409Conflict, error, detail);

    /// <summary>413: more bytes than this endpoint takes.</summary>
    public static ProblemHttpResult TooLarge(string error, string? detail = null) => Of(StatusCodes.Status413PayloadTooLarge, error, detail);

    /// <summary>415: the body is declared as something this endpoint does not read.</summary>
    public static ProblemHttpResult UnsupportedMediaType(string error, string? detail = null) =>
        Of(StatusCodes.Status415UnsupportedMediaType, error, detail);

    /// <summary>422: well-formed but wrong. <paramref name="field"/> is the member's path, such as <c>rules[0].above</c>.</summary>
    public static ProblemHttpResult Unprocessable(string field, string error) =>
        TypedResults.Problem(
            detail: $"{field}: {error}",
            statusCode: StatusCodes.Status422UnprocessableEntity,
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["error"] = $"{field} {error}", ["field"] = field });

    /// <summary>Any other status of this convention.</summary>
    public static ProblemHttpResult Of(int status, string error, string? detail = null) =>
        TypedResults.Problem(
            detail: detail ?? error,
            statusCode: status,
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["error"] = error });

    /// <summary>The short text for a status that a middleware set without a body.</summary>
    public static string ErrorFor(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "bad request",
        StatusCodes.Status401Unauthorized => "no valid key",
        StatusCodes.Status403Forbidden => "not allowed",
        StatusCodes.Status404NotFound => "not found",
        StatusCodes.Status405MethodNotAllowed => "method not allowed",
        StatusCodes.Status408RequestTimeout => "request timed out",
        StatusCodes.Status413PayloadTooLarge => "too large",
        StatusCodes.Status415UnsupportedMediaType => "unsupported media type",
        StatusCodes.Status429TooManyRequests => "too many requests",
        StatusCodes.Status503ServiceUnavailable => "unavailable",
        _ => "failed",
    };
}
