using FleetActors.Clustering;

namespace FleetActors.Http;

/// <summary>
/// While no silo can be reached, answers 503 with Retry-After at once instead of letting every request wait for its own time to run out. Only
/// <c>/health/live</c> is answered as ever: the process itself is well.
/// </summary>
internal sealed class ClusterGateMiddleware(RequestDelegate next, ClusterReach reach)
{
    private const string RetryAfterSeconds = "2";

    public Task InvokeAsync(HttpContext context)
    {
        if (reach.IsReachable || context.Request.Path.Equals("/health/live", StringComparison.OrdinalIgnoreCase))
        {
            return next(context);
        }

        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return Problems.Of(StatusCodes.Status503ServiceUnavailable, "unavailable", "No silo of the cluster can be reached. Try again.").ExecuteAsync(context);
    }
}
