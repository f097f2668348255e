using System.Net;
using System.Text.Json;
using FleetActors.Settings;

namespace FleetActors.Webhooks;

/// <summary>
/// In development the seed's calls come by curl, without a signature. They are taken where nothing real can follow: the sandbox plays the provider, no key and
/// no secret is set, and the request comes from this machine, from no web page and by its own name. Whatever carries a signature must carry a good one.
/// </summary>
internal sealed class UnsignedCalls(ProviderOptions provider, FrontOptions options)
{
    private static readonly string[] SignatureHeaders = ["telnyx-signature-ed25519", "telnyx-timestamp", "telnyx-signature-sha256"];

    private readonly bool _isDevelopment = provider is { IsSandbox: true, WebhookSecret: null, PublicKeys.Count: 0 }
        && options is { IsLoopbackOnly: true, ApiKeys.Count: 0 };

    /// <summary>True when this unsigned event of a call may be taken.</summary>
    public bool May(HttpRequest request, ReadOnlySpan<byte> body) =>
        _isDevelopment
        && !SignatureHeaders.Any(request.Headers.ContainsKey)
        && request.Headers.Origin.Count == 0
        && IsLocal(request.Host.Host)
        && request.HttpContext.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
        && IsCallEvent(body);

    private static bool IsLocal(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsCallEvent(ReadOnlySpan<byte> body)
    {
        try
        {
            return TelnyxEvent.Parse(body).Type.StartsWith("call.", StringComparison.Ordinal);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
