using System.Net;
using FleetActors.Hosting;
using FleetActors.Settings;
using FleetActors.Storage;
using FleetActors.Storage.Sql;

namespace FleetActors.Clustering;

/// <summary>Settings <c>Cluster:*</c>: the cluster that this process belongs to. Without <see cref="ClusterId"/> it is a cluster of its own, in one process.</summary>
public sealed class FleetClusterOptions
{
    /// <summary>Where the settings are.</summary>
    public const string Section = "Cluster";

    /// <summary><see cref="Role"/> of a web front that asks the silos.</summary>
    public const string Client = "client";

    /// <summary><see cref="Role"/> of a web front that is a silo too.</summary>
    public const string Silo = "silo";

    private const int LongestId = 100;
    private const int LongestDrain = 600;

    /// <summary>Name of the cluster: silos and fronts of the same name and database find each other. Letters, digits, - and _, at most 100. Default none.</summary>
    public string ClusterId { get; set; } = string.Empty;

    /// <summary>Part of the key of everything that is stored: changed, a silo finds nothing of what was there. Default <c>fleet</c>.</summary>
    public string ServiceId { get; set; } = FleetSiloHosting.ServiceId;

    /// <summary>What a web front is in the cluster: <c>client</c> (default), or <c>silo</c>, where front and silo share a process.</summary>
    public string Role { get; set; } = Client;

    /// <summary>IP address by which the others reach this silo, and on which it listens. Default: the machine's own, as its name resolves.</summary>
    public string Address { get; set; } = string.Empty;

    /// <summary>Port for other silos, 1 to 65535. Default 11111.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>Port for fronts, 1 to 65535. Default 30000.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>Address of the health port of a silo without a front. Default 127.0.0.1.</summary>
    public string HealthAddress { get; set; } = "127.0.0.1";

    /// <summary>Port of <c>/health/live</c> and <c>/health/ready</c> of a silo without a front, 0 to 65535; 0 takes any free port. Default 8081.</summary>
    public int HealthPort { get; set; } = 8081;

    /// <summary>Seconds that a silo may take to end turns and commands under way before it leaves, 1 to 600. Default 30.</summary>
    public int DrainSeconds { get; set; } = 30;

    internal bool IsConfigured => ClusterId.Length > 0;

    internal bool IsClient => IsConfigured && Role == Client;

    internal IPAddress? AdvertisedAddress => Address.Length == 0 ? null : IPAddress.Parse(Address);

    /// <summary>Reads them; what is wrong is added to the reader's problems and replaced by the default.</summary>
    internal static FleetClusterOptions Read(SettingsReader settings)
    {
        var usual = new FleetClusterOptions();
        var options = new FleetClusterOptions
        {
            ClusterId = Name(settings, nameof(ClusterId)) ?? usual.ClusterId,
            ServiceId = Name(settings, nameof(ServiceId)) ?? usual.ServiceId,
            Role = settings.Text(Key(nameof(Role)))?.ToLowerInvariant() ?? usual.Role,
            Address = AddressText(settings, nameof(Address)) ?? usual.Address,
            SiloPort = settings.Number(Key(nameof(SiloPort)), usual.SiloPort, 1, 65535),
            GatewayPort = settings.Number(Key(nameof(GatewayPort)), usual.GatewayPort, 1, 65535),
            HealthAddress = AddressText(settings, nameof(HealthAddress), allowAny: true) ?? usual.HealthAddress,
            HealthPort = settings.Number(Key(nameof(HealthPort)), usual.HealthPort, 0, 65535),
            DrainSeconds = settings.Number(Key(nameof(DrainSeconds)), usual.DrainSeconds, 1, LongestDrain),
        };
        if (options.Role is not (Client or Silo))
        {
            settings.Add($"{Key(nameof(Role))} must be {Client} or {Silo}.");
            options.Role = usual.Role;
        }

        if (options.IsConfigured)
        {
            CheckMember(options, settings);
        }
        else if (settings.Text(Key(nameof(Role))) is not null)
        {
            settings.Add($"{Key(nameof(Role))} is set, but {Key(nameof(ClusterId))} is not: name the cluster, or leave both out to run in one process.");
        }

        return options;
    }

    private static void CheckMember(FleetClusterOptions options, SettingsReader settings)
    {
        var storage = new StorageOptions
        {
            Invariant = settings.Text("Storage:Invariant") ?? string.Empty,
            ConnectionString = settings.Text("Storage:ConnectionString", "DATABASE_URL") ?? string.Empty,
        };
        if (SqlDialect.InvariantOf(storage) != StorageOptions.PostgresInvariant)
        {
            settings.Add(
                $"{Key(nameof(ClusterId))} is set, and the members of a cluster share one PostgreSQL database: set DATABASE_URL, such as postgres://user:password@host/database.");
        }

        if (options.SiloPort == options.GatewayPort)
        {
            settings.Add($"{Key(nameof(SiloPort))} and {Key(nameof(GatewayPort))} must differ.");
        }
    }

    private static string? Name(SettingsReader settings, string name)
    {
        var text = settings.Text(Key(name));
        if (text is null || (text.Length <= LongestId && text.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')))
        {
            return text;
        }

        settings.Add($"{Key(name)} may hold letters, digits, - and _, at most {LongestId}.");
        return null;
    }

    private static string? AddressText(SettingsReader settings, string name, bool allowAny = false)
    {
        var text = settings.Text(Key(name));
        if (text is null
            || (IPAddress.TryParse(text, out var address) && (allowAny || !(address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)))))
        {
            return text;
        }

        settings.Add($"{Key(name)} must be an IP address{(allowAny ? string.Empty : " that others can reach")}.");
        return null;
    }

    private static string Key(string name) => $"{Section}:{name}";
}
