using System.Data.Common;
using FleetActors.Storage.Sql;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace FleetActors.Hosting;

/// <summary>Health of a silo without a front, for whoever restarts it and whoever updates one after the other.</summary>
internal static class SiloHealth
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary><c>/health/live</c>: the process runs. <c>/health/ready</c>: the silo is in the cluster and its database answers, else 503.</summary>
    public static void MapSiloHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", static () => Status(StatusCodes.Status200OK, "ok"));
        routes.MapGet("/health/ready", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(IHostApplicationLifetime lifetime, FleetDatabase database, TimeProvider time)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return Status(StatusCodes.Status503ServiceUnavailable, "leaving");
        }

        if (!lifetime.ApplicationStarted.IsCancellationRequested)
        {
            return Status(StatusCodes.Status503ServiceUnavailable, "starting");
        }

        using var limit = new CancellationTokenSource(Limit, time);
        try
        {
            await using var connection = await database.OpenAsync(limit.Token);
            return Status(StatusCodes.Status200OK, "ready");
        }
        catch (Exception exception) when (exception is DbException or IOException or TimeoutException or OperationCanceledException)
        {
            return Status(StatusCodes.Status503ServiceUnavailable, "no database");
        }
    }

    private static IResult Status(int code, string status) => Results.Text($$"""{"status":"{{status}}"}""", "application/json", statusCode: code);
}
