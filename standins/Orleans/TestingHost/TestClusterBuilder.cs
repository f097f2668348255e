using Microsoft.Extensions.Configuration;

namespace Orleans.TestingHost;

/// <summary>Makes test clusters: hosts in this process, apart from each other.</summary>
public class TestClusterBuilder
{
    private readonly List<Action<IConfigurationBuilder>> _configureHost = [];

    private readonly List<Action> _configure = [];

    /// <summary>As if for two silos.</summary>
    public TestClusterBuilder()
        : this(2)
    {
    }

    /// <summary>As if for this many silos; there is always one.</summary>
    public TestClusterBuilder(short initialSilosCount)
    {
        Options = new TestClusterOptions
        {
            InitialSilosCount = initialSilosCount,
            ClusterId = CreateClusterId(),
            ServiceId = Guid.NewGuid().ToString("N"),
            InitializeClientOnDeploy = true,
            UseTestClusterMembership = true,
        };
    }

    /// <summary>Settings of the cluster.</summary>
    public TestClusterOptions Options { get; }

    /// <summary>Further settings that the hosts see.</summary>
    public Dictionary<string, string?> Properties { get; } = [];

    /// <summary>A cluster id that no other has.</summary>
    public static string CreateClusterId() => $"testcluster-{Guid.NewGuid():N}";

    /// <summary>Runs when the cluster is built.</summary>
    public TestClusterBuilder ConfigureBuilder(Action configureDelegate)
    {
        _configure.Add(configureDelegate);
        return this;
    }

    /// <summary>Adds settings that the hosts see.</summary>
    public TestClusterBuilder ConfigureHostConfiguration(Action<IConfigurationBuilder> configureDelegate)
    {
        _configureHost.Add(configureDelegate);
        return this;
    }

    /// <summary>Sets up silos by a type that is an <see cref="ISiloConfigurator"/> or <see cref="IHostConfigurator"/>.</summary>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public TestClusterBuilder AddSiloBuilderConfigurator<T>()
        where T : new()
    {
        Require(typeof(T), typeof(ISiloConfigurator), typeof(IHostConfigurator));
        Options.SiloBuilderConfiguratorTypes.Add(typeof(T).AssemblyQualifiedName);
        return this;
    }

    /// <summary>Sets up the client by a type that is an <see cref="IClientBuilderConfigurator"/> or <see cref="IHostConfigurator"/>.</summary>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public TestClusterBuilder AddClientBuilderConfigurator<T>()
        where T : new()
    {
        Require(typeof(T), typeof(IClientBuilderConfigurator), typeof(IHostConfigurator));
        Options.ClientBuilderConfiguratorTypes.Add(typeof(T).AssemblyQualifiedName);
        return this;
    }

    /// <summary>The cluster, not yet deployed.</summary>
    public TestCluster Build()
    {
        foreach (var configure in _configure)
        {
            configure();
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Properties).AddInMemoryCollection(Options.ToDictionary());
        foreach (var configure in _configureHost)
        {
            configure(configuration);
        }

        return new TestCluster(Options, configuration.Build());
    }

    private static void Require(Type type, Type first, Type second)
    {
        if (!first.IsAssignableFrom(type) && !second.IsAssignableFrom(type))
        {
            throw new ArgumentException($"The type {type} is not assignable to either {first.Name} or {second.Name}");
        }
    }
}
