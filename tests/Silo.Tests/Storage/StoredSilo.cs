using Orleans.TestingHost;

namespace FleetActors.Storage;

/// <summary>A silo with the product's storage over a folder.</summary>
internal static class StoredSilo
{
    private static readonly AsyncLocal<string?> Folder = new();

    public static async Task<TestCluster> StartAsync(string folder)
    {
        Folder.Value = folder;
        var builder = new TestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.Options.ServiceId = "fleet";
        builder.AddSiloBuilderConfigurator<Configurator>();
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }

    private sealed class Configurator : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder)
        {
            var folder = Folder.Value!;
            siloBuilder.AddFleetStorage(options => options.DataDirectory = folder);
        }
    }
}
