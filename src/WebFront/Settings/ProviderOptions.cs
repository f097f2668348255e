using FleetActors.Clustering;
using FleetActors.OnCall;
using FleetActors.Webhooks;

namespace FleetActors.Settings;

/// <summary>
/// Which telephone provider is used and how its webhooks are recognised. Without <c>TELNYX_API_KEY</c> it is the sandbox in this process;
/// with it everything else that Telnyx needs must be set too.
/// </summary>
internal sealed class ProviderOptions
{
    private static readonly (string Name, string? Other, string Fix)[] Needed =
    [
        ("ALERT_NUMBER", "Telnyx:From", "the Telnyx number that pages come from, such as +15550100001"),
        ("ONCALL_NUMBER", null, "the number of the person on call, such as +15550100002"),
        ("DISPATCHER_NUMBER", null, "the number of the dispatcher, such as +15550100003"),
        ("CONNECTION_ID", "Telnyx:ConnectionId", "the id of the Call Control application whose webhook address is this server's /webhooks/voice (Telnyx portal, Voice)"),
    ];

    /// <summary>The sandbox in this process plays the provider.</summary>
    public required bool IsSandbox { get; init; }

    /// <summary>The sandbox in this process plays the recogniser too: it plays the provider, and no <c>DEEPGRAM_API_KEY</c> is set.</summary>
    public required bool IsSpeechSandbox { get; init; }

    /// <summary><c>TELNYX_BASE_URL</c>: where the provider's API is, with its version path; null for Telnyx itself.</summary>
    public required string? BaseUrl { get; init; }

    /// <summary><c>HTTP_PUBLIC_URL</c>: how the provider reaches this server; null when only the provider's own settings say so.</summary>
    public required string? PublicUrl { get; init; }

    /// <summary><c>WS_PUBLIC_URL</c>: how the provider reaches the media socket, path included; null when unset.</summary>
    public required string? PublicSocketUrl { get; init; }

    /// <summary>The provider runs on this machine, so that it can reach the address that the server listens on.</summary>
    public bool IsOnThisMachine => IsSandbox || (Uri.TryCreate(BaseUrl, UriKind.Absolute, out var url) && url.IsLoopback);

    /// <summary>Keys from <c>TELNYX_PUBLIC_KEY</c>; the sandbox adds its own.</summary>
    public required IReadOnlyList<Ed25519PublicKey> PublicKeys { get; init; }

    /// <summary><c>TELNYX_WEBHOOK_SECRET</c>, for the HMAC header; null when unset, and when <c>TELNYX_PUBLIC_KEY</c> is set.</summary>
    public required string? WebhookSecret { get; init; }

    /// <summary>
    /// Reads them; what is wrong is added to the reader's problems. A front that is only a client sends nothing to the provider and needs no more than to
    /// believe its webhooks; a sandbox within one member of a cluster would be unknown to the others.
    /// </summary>
    public static ProviderOptions Read(SettingsReader settings, FleetClusterOptions cluster)
    {
        var isMissing = settings.Text("TELNYX_API_KEY", "Telnyx:ApiKey") is null;
        var isSandbox = isMissing && !cluster.IsConfigured;
        var publicKey = settings.Text("TELNYX_PUBLIC_KEY");
        var secret = settings.Text("TELNYX_WEBHOOK_SECRET");
        if (isSandbox && settings.Text("TELNYX_BASE_URL") is not null)
        {
            settings.Add("TELNYX_BASE_URL is set, but TELNYX_API_KEY is not: set both, or neither to use the sandbox in this process.");
        }

        if (isMissing && cluster is { IsConfigured: true, IsClient: false })
        {
            settings.Add("TELNYX_API_KEY is not set, and in a cluster the sandbox must be a process of its own: run ./fleet sandbox and set what it prints.");
        }

        foreach (var (name, other, fix) in Needed)
        {
            if (!isSandbox && !cluster.IsClient && settings.Text(name, other) is null)
            {
                settings.Add($"{name} is not set, and with TELNYX_API_KEY it must be: {fix}.");
            }
            else if (name.EndsWith("_NUMBER", StringComparison.Ordinal) && settings.Text(name) is { } number && !E164.IsWellFormed(number))
            {
                settings.Add($"{name} must be a number with + and country code, such as +15550100001.");
            }
        }

        if (!isSandbox && publicKey is null && secret is null)
        {
            settings.Add("TELNYX_PUBLIC_KEY is not set, so no webhook could be believed: copy it from the Telnyx portal (Keys & Credentials, Public Key).");
        }

        var keys = new List<Ed25519PublicKey>();
        if (Ed25519PublicKey.TryParse(publicKey, out var key))
        {
            keys.Add(key);
        }
        else if (publicKey is not null)
        {
            settings.Add("TELNYX_PUBLIC_KEY must be the base64 text of a 32-byte Ed25519 public key, as the Telnyx portal shows it.");
        }

        return new ProviderOptions
        {
            IsSandbox = isSandbox,
            IsSpeechSandbox = isSandbox && settings.Text("DEEPGRAM_API_KEY", "Deepgram:ApiKey") is null,
            BaseUrl = Address(settings, "TELNYX_BASE_URL"),
            PublicUrl = Address(settings, "HTTP_PUBLIC_URL"),
            PublicSocketUrl = Address(settings, "WS_PUBLIC_URL", "ws"),
            PublicKeys = keys,
            WebhookSecret = publicKey is null ? secret : null,
        };
    }

    private static string? Address(SettingsReader settings, string name, string scheme = "http")
    {
        var text = settings.Text(name);
        if (text is null)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == scheme || url.Scheme == scheme + "s") && url.Query.Length == 0)
        {
            return text.TrimEnd('/');
        }

        settings.Add($"{name} must be an absolute {scheme} or {scheme}s address without a query.");
        return null;
    }
}
