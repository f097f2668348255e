using System.Globalization;

namespace Orleans.TestingHost;

/// <summary>Settings of a test cluster.</summary>
public class TestClusterOptions
{
    /// <summary>Names the cluster; every builder makes its own.</summary>
    public string ClusterId { get; set; } = null!;

    /// <summary>Names the service; part of stored keys.</summary>
    public string ServiceId { get; set; } = null!;

    /// <summary>Whether deploying also connects the client. Default true.</summary>
    public bool InitializeClientOnDeploy { get; set; }

    /// <summary>Accepted, but there is always one silo: the stand-in is one process with one engine.</summary>
    public short InitialSilosCount { get; set; }

    /// <summary>Accepted and not used.</summary>
    public bool UseTestClusterMembership { get; set; }

    /// <summary>Accepted and not used; no log files are written.</summary>
    public bool ConfigureFileLogging { get; set; }

    /// <summary>Types added by <see cref="TestClusterBuilder.AddSiloBuilderConfigurator{T}"/>.</summary>
    public List<string?> SiloBuilderConfiguratorTypes { get; } = [];

    /// <summary>Types added by <see cref="TestClusterBuilder.AddClientBuilderConfigurator{T}"/>.</summary>
    public List<string?> ClientBuilderConfiguratorTypes { get; } = [];

    /// <summary>The settings as the hosts see them.</summary>
    public Dictionary<string, string?> ToDictionary()
    {
        var result = new Dictionary<string, string?>
        {
            [$"Orleans:{nameof(ClusterId)}"] = ClusterId,
            [$"Orleans:{nameof(ServiceId)}"] = ServiceId,
            [nameof(InitializeClientOnDeploy)] = InitializeClientOnDeploy.ToString(CultureInfo.InvariantCulture),
            [nameof(InitialSilosCount)] = InitialSilosCount.ToString(CultureInfo.InvariantCulture),
            [nameof(UseTestClusterMembership)] = UseTestClusterMembership.ToString(CultureInfo.InvariantCulture),
            [nameof(ConfigureFileLogging)] = ConfigureFileLogging.ToString(CultureInfo.InvariantCulture),
        };
        Add(result, nameof(SiloBuilderConfiguratorTypes), SiloBuilderConfiguratorTypes);
        Add(result, nameof(ClientBuilderConfiguratorTypes), ClientBuilderConfiguratorTypes);
        return result;
    }

    private static void Add(Dictionary<string, string?> result, string name, List<string?> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            result[string.Create(CultureInfo.InvariantCulture, $"{name}:{i}")] = values[i];
        }
    }
}
