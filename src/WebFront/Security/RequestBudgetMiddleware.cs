using System.Collections.Concurrent;
using System.Globalization;
using FleetActors.Http;
using FleetActors.Settings;
using Microsoft.AspNetCore.Authorization;

namespace FleetActors.Security;

/// <summary>Holds every key to its rate. Paths that need no key (webhooks, health) are not counted.</summary>
internal sealed class RequestBudgetMiddleware(RequestDelegate next, FrontOptions options, TimeProvider time)
{
    private const string NoKey = "";

    // Bounded: only names of configured keys get here, and one entry for servers without keys.
    private readonly ConcurrentDictionary<string, RequestBudget> _budgets = new(StringComparer.Ordinal);

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return next(context);
        }

        var budget = _budgets.GetOrAdd(context.User.Identity?.Name ?? NoKey, _ => new RequestBudget(options.RateLimit, time));
        if (budget.TryTake(out var retryAfter))
        {
            return next(context);
        }

        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Problems.Of(StatusCodes.Status429TooManyRequests, "too many requests", $"A key may make {options.RateLimit} requests a second.")
            .ExecuteAsync(context);
    }
}
