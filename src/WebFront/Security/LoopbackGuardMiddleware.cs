using System.Net;
using FleetActors.Http;

namespace FleetActors.Security;

/// <summary>
/// Without keys, being on this machine is the only credential. A browser page from elsewhere (by rebinding a name to 127.0.0.1, or by a
/// plain cross-site form) and a tunnel that forwards the whole port would borrow it, so such requests are refused.
/// Paths marked <see cref="ServedToAll"/> are let through: webhooks come through tunnels.
/// </summary>
internal sealed class LoopbackGuardMiddleware(RequestDelegate next)
{
    private const string Fix = "This server has no API keys and serves its own machine only. Set API_KEYS to serve others.";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ServedToAll>() is not null
            || IsOwnMachine(context.Request))
        {
            return next(context);
        }

        return Problems.Of(StatusCodes.Status403Forbidden, "not allowed", Fix).ExecuteAsync(context);
    }

    /// <summary>The request was addressed to this machine by one of its own programs or pages.</summary>
    internal static bool IsOwnMachine(HttpRequest request) => IsLocal(request.Host.Host) && IsLocalOrigin(request.Headers.Origin);

    private static bool IsLocal(string host) =>
        host.Length == 0
        || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsLocalOrigin(string? origin) =>
        string.IsNullOrEmpty(origin) || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && IsLocal(uri.Host));
}

/// <summary>Marks an endpoint that may be reached through a tunnel or from a page elsewhere even when the server has no keys.</summary>
internal sealed class ServedToAll;
