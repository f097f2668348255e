using System.Net;
using FleetActors.Security;

namespace FleetActors.Settings;

/// <summary>Settings of the web front itself, read once at start.</summary>
internal sealed class FrontOptions
{
    /// <summary>Port that is listened on unless another is set.</summary>
    public const int DefaultPort = 5000;

    private const int KiB = 1024;

    /// <summary><c>HOST</c>: address to listen on; default 127.0.0.1. Anything but a loopback address needs <see cref="ApiKeys"/>.</summary>
    public required IPAddress Host { get; init; }

    /// <summary><c>PORT</c>: 0 to 65535, default 5000; 0 takes any free port.</summary>
    public required int Port { get; init; }

    /// <summary><c>API_KEYS</c>: <c>name:role:sha256hex</c> entries separated by commas; default none.</summary>
    public required IReadOnlyList<ApiKey> ApiKeys { get; init; }

    /// <summary><c>RATE_LIMIT</c>: requests a second that each key may make, 0 to 1000000; default 0, no limit.</summary>
    public required int RateLimit { get; init; }

    /// <summary><c>MAX_ALERT_BYTES</c>: largest report that <c>POST /alert</c> takes, 1024 to 1048576; default 65536. It is stored whole.</summary>
    public required int MaxAlertBytes { get; init; }

    /// <summary><c>MAX_CONNECTIONS</c>: open connections at once, 16 to 1000000; default 20000. More are closed at once.</summary>
    public required int MaxConnections { get; init; }

    /// <summary><c>LOG_LEVEL</c>: trace, debug, information, warning, error or none; default information.</summary>
    public required LogLevel LogLevel { get; init; }

    /// <summary>Largest request body, in bytes, unless an endpoint says otherwise.</summary>
    public int MaxBodyBytes { get; } = 1024 * KiB;

    /// <summary>Only this machine can reach the server.</summary>
    public bool IsLoopbackOnly => IPAddress.IsLoopback(Host);

    /// <summary>Reads them; what is wrong is added to the reader's problems and replaced by the default.</summary>
    public static FrontOptions Read(SettingsReader settings)
    {
        var options = new FrontOptions
        {
            Host = ReadHost(settings),
            Port = settings.Number("PORT", DefaultPort, 0, 65535),
            ApiKeys = ReadKeys(settings),
            RateLimit = settings.Number("RATE_LIMIT", 0, 0, 1_000_000),
            MaxAlertBytes = settings.Number("MAX_ALERT_BYTES", 64 * KiB, KiB, 1024 * KiB),
            MaxConnections = settings.Number("MAX_CONNECTIONS", 20_000, 16, 1_000_000),
            LogLevel = settings.Word("LOG_LEVEL", LogLevel.Information),
        };
        if (!options.IsLoopbackOnly && settings.Text("API_KEYS") is null)
        {
            settings.Add(
                $"HOST={options.Host} would open this server to other machines, but API_KEYS is empty: anyone could page people. "
                + $"Make a key with `dotnet run --project src/WebFront -- {NewKeyCommand.Word} NAME admin` and put its entry into API_KEYS, or set HOST=127.0.0.1.");
        }

        return options;
    }

    private static IPAddress ReadHost(SettingsReader settings)
    {
        var text = settings.Text("HOST");
        if (text is null || string.Equals(text, "localhost", StringComparison.OrdinalIgnoreCase))
        {
            return IPAddress.Loopback;
        }

        if (IPAddress.TryParse(text.Trim('[', ']'), out var address))
        {
            return address;
        }

        settings.Add("HOST must be an IP address or localhost; 0.0.0.0 listens on every IPv4 address, :: on every address.");
        return IPAddress.Loopback;
    }

    private static List<ApiKey> ReadKeys(SettingsReader settings)
    {
        var keys = new List<ApiKey>();
        var entries = settings.Text("API_KEYS")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        for (var i = 0; i < entries.Length; i++)
        {
            if (!ApiKey.TryParse(entries[i], out var key, out var problem))
            {
                settings.Add($"API_KEYS, entry {i + 1}: {problem}.");
            }
            else if (keys.Any(other => other.Name == key.Name))
            {
                settings.Add($"API_KEYS, entry {i + 1}: the name \"{key.Name}\" is taken by another entry.");
            }
            else
            {
                keys.Add(key);
            }
        }

        return keys;
    }
}
