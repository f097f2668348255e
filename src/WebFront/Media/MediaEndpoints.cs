using FleetActors.Health;
using FleetActors.Http;
using FleetActors.Security;
using Microsoft.Net.Http.Headers;

namespace FleetActors.Media;

/// <summary>The media socket: the provider connects and sends callers' voices.</summary>
internal static class MediaEndpoints
{
    public const string Path = "/ws";

    // A caller who says nothing still sends frames; a peer that is gone sends neither those nor pongs.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    public static IServiceCollection AddMedia(this IServiceCollection services)
    {
        services.AddSingleton<MediaLimits>();
        services.AddSingleton<MediaDoor>();
        return services;
    }

    public static IEndpointRouteBuilder MapMedia(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, OpenAsync).AllowAnonymous().WithMetadata(new ServedToAll()).ExcludeFromDescription();
        return routes;
    }

    /// <summary>101 for the call's own token; 401 without one, 403 with a wrong one, 426 for what is no WebSocket.</summary>
    private static async Task OpenAsync(
        HttpContext context,
        MediaDoor door,
        MediaLimits limits,
        ActiveSessions sessions,
        TimeProvider time,
        IHostApplicationLifetime lifetime,
        ILogger<MediaSession> log)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers[HeaderNames.Upgrade] = "websocket";
            await Problems.Of(StatusCodes.Status426UpgradeRequired, "upgrade required", "This address is a WebSocket.").ExecuteAsync(context);
            return;
        }

        using var admission = await door.AdmitAsync(context.Request, context.RequestAborted);
        if (admission.Refusal is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        using var counted = sessions.Begin();
        using var socket = await context.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { KeepAliveInterval = Heartbeat, KeepAliveTimeout = Heartbeat });
        await using var session = new MediaSession(socket, admission.Call, limits, time, log);
        await session.RunAsync(lifetime.ApplicationStopping);
    }
}
