using System.Data.Common;

namespace FleetActors.Http;

/// <summary>
/// The last line of the error convention: turns what escapes an endpoint, and statuses set without a body, into problem details.
/// Storage and grain runtime failures become 503 with Retry-After, because the same request may well succeed later.
/// </summary>
internal sealed partial class FailureMiddleware(RequestDelegate next, ILogger<FailureMiddleware> logger)
{
    private const string RetryAfterSeconds = "1";

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (exception is (OperationCanceledException or IOException) and not BadHttpRequestException && context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is listening any more.
            return;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, exception);
            return;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
        {
            await Problems.Of(context.Response.StatusCode, Problems.ErrorFor(context.Response.StatusCode)).ExecuteAsync(context);
        }
    }

    private async Task AnswerAsync(HttpContext context, Exception exception)
    {
        context.Response.Clear();
        var result = exception switch
        {
            BadHttpRequestException bad => Problems.Of(bad.StatusCode, Problems.ErrorFor(bad.StatusCode), bad.Message),
            _ when IsOutage(exception) => Unavailable(context, exception),
            _ => Unexpected(context, exception),
        };
        await result.ExecuteAsync(context);
    }

    private Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Unavailable(HttpContext context, Exception exception)
    {
        LogUnavailable(context.Request.Method, context.GetEndpoint()?.DisplayName, exception);
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return Problems.Of(StatusCodes.Status503ServiceUnavailable, "unavailable", "The request was not completed. Try again.");
    }

    private Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Unexpected(HttpContext context, Exception exception)
    {
        LogUnexpected(context.Request.Method, context.GetEndpoint()?.DisplayName, exception);
        return Problems.Of(StatusCodes.Status500InternalServerError, "internal error", "This is a fault of the server; it has been logged.");
    }

    /// <summary>True when the same may well succeed later: grains or storage cannot be reached.</summary>
    internal static bool IsOutage(Exception exception) => exception switch
    {
        TimeoutException or OrleansException or DbException or IOException => true,
        ObjectDisposedException or OperationCanceledException => true,
        AggregateException many => many.InnerExceptions.All(IsOutage),
        _ => false,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Endpoint} answered 503: grains or storage are not available")]
    private partial void LogUnavailable(string method, string? endpoint, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Endpoint} failed unexpectedly")]
    private partial void LogUnexpected(string method, string? endpoint, Exception exception);
}
