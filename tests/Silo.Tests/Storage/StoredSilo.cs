using Orleans.TestingHost;

namespace FleetActors.Storage;

/// <summary>A silo with the product's storage over a database.</summary>
internal static class StoredSilo
{
    private static readonly AsyncLocal<TestDatabase?> Database = new();

    public static async Task<TestCluster> StartAsync(TestDatabase database)
    {
        Database.Value = database;
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
            var database = Database.Value!;
            siloBuilder.AddFleetStorage(database.Configure);
        }
    }
}
