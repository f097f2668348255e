using System.Reflection;
using FleetActors.Directory;
using FleetActors.Http;
using FleetActors.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FleetActors.Health;

/// <summary>Whether the server works, for people and for load balancers. No key is needed.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(2);

    private static readonly string Version =
        typeof(HealthEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health", GetAsync).AllowAnonymous().WithMetadata(new ServedToAll()).WithTags("health");
        routes.MapGet("/health/live", Live).AllowAnonymous().WithMetadata(new ServedToAll()).WithTags("health");
        routes.MapGet("/health/ready", ReadyAsync).AllowAnonymous().WithMetadata(new ServedToAll()).WithTags("health");
        return routes;
    }

    /// <summary>Status, age and counts. 503 when storage cannot be asked.</summary>
    private static async Task<Ok<HealthResponse>> GetAsync(IGrainFactory grains, ActiveSessions sessions, ServerAge age, TimeProvider time)
    {
        var counts = await grains.GetGrain<IDirectoryGrain>(0).CountAlertsAsync().WaitAsync(ReadyLimit, time);
        return TypedResults.Ok(new HealthResponse("ok", age.Seconds, sessions.Count, Version, counts.Active, counts.Total));
    }

    /// <summary>The process runs and answers.</summary>
    private static Ok<StatusResponse> Live() => TypedResults.Ok(new StatusResponse("ok"));

    /// <summary>Grains and storage answer, so work may be sent here; 503 otherwise.</summary>
    private static async Task<Results<Ok<StatusResponse>, ProblemHttpResult>> ReadyAsync(
        IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider time)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "unavailable", "The server is shutting down.");
        }

        await grains.GetGrain<IDirectoryGrain>(0).CountAlertsAsync().WaitAsync(ReadyLimit, time);
        return TypedResults.Ok(new StatusResponse("ready"));
    }
}

/// <summary>Answer to <c>GET /health</c>.</summary>
/// <param name="ActiveSessions">Live feeds and media sockets open on this process.</param>
/// <param name="ActiveIncidents">Alerts that are neither resolved nor suppressed.</param>
/// <param name="TotalAlerts">All alerts ever stored.</param>
internal sealed record HealthResponse(
    string Status, long UptimeSeconds, long ActiveSessions, string Version, long ActiveIncidents, long TotalAlerts);

/// <summary>One word.</summary>
internal sealed record StatusResponse(string Status);
