using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace FleetActors.StandIns.Grains;

/// <summary>One cluster for the tests that need nothing special.</summary>
public sealed class GrainCluster : IAsyncLifetime
{
    private TestCluster? _cluster;

    public IGrainFactory Grains => _cluster!.GrainFactory;

    public IClusterClient Client => _cluster!.Client;

    public IServiceProvider SiloServices => ((InProcessSiloHandle)_cluster!.Primary!).SiloHost.Services;

    /// <summary>A cluster of one silo, deployed.</summary>
    public static async Task<TestCluster> DeployAsync<TConfigurator>(string? serviceId = null)
        where TConfigurator : new()
    {
        var builder = new TestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        if (serviceId is not null)
        {
            builder.Options.ServiceId = serviceId;
        }

        builder.AddSiloBuilderConfigurator<TConfigurator>();
        builder.AddClientBuilderConfigurator<ClientConfigurator>();
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }

    public async Task InitializeAsync() => _cluster = await DeployAsync<SiloConfigurator>();

    public async Task DisposeAsync() => await _cluster!.DisposeAsync();

    private sealed class SiloConfigurator : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder)
        {
            siloBuilder.AddMemoryGrainStorageAsDefault();
            siloBuilder.AddMemoryGrainStorage("PubSubStore");
            siloBuilder.AddMemoryStreams("memory");
            siloBuilder.Services.AddSingleton(new Greeting("hello"));
            siloBuilder.Services.AddKeyedSingleton("formal", new Greeting("good day"));
            siloBuilder.Services.AddScoped<Notebook>();
            siloBuilder.Configure<GrainCollectionOptions>(options => options.CollectionQuantum = TimeSpan.FromMinutes(1));
        }
    }

    private sealed class ClientConfigurator : IClientBuilderConfigurator
    {
        public void Configure(Microsoft.Extensions.Configuration.IConfiguration configuration, IClientBuilder clientBuilder)
            => clientBuilder.AddMemoryStreams("memory");
    }
}

/// <summary>Tests of this collection share one cluster and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class GrainClusterCollection : ICollectionFixture<GrainCluster>
{
    public const string Name = "grain cluster";
}

public sealed record Greeting(string Text);

/// <summary>A scoped service; each activation has its own.</summary>
public sealed class Notebook
{
    public List<string> Lines { get; } = [];
}
