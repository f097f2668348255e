using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace FleetActors.StandIns.Grains;

public sealed class TestClusterTests
{
    private readonly string _test = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task TwoClusters_SameGrainId_AreApart()
    {
        await using var first = await GrainCluster.DeployAsync<MemoryConfigurator>();
        await using var second = await GrainCluster.DeployAsync<MemoryConfigurator>();

        await first.GrainFactory.GetGrain<IStateGrain>(_test).Add(5);

        (await second.GrainFactory.GetGrain<IStateGrain>(_test).Total()).ShouldBe(0);
    }

    [Fact]
    public async Task RestartSilo_ClientFindsTheNewOne()
    {
        await using var cluster = await GrainCluster.DeployAsync<MemoryConfigurator>();
        var grain = cluster.GrainFactory.GetGrain<IHostGrain>(_test);
        await grain.Touch();

        await cluster.RestartSiloAsync(cluster.Primary!);

        await Signals.Until(
            async () =>
            {
                try
                {
                    await grain.Touch();
                    return true;
                }
                catch (OrleansException)
                {
                    return false;
                }
                catch (TimeoutException)
                {
                    return false;
                }
            },
            "the client to reach the new silo");
        Signals.LogOf(_test).ShouldBe(["activated", nameof(DeactivationReasonCode.ShuttingDown), "activated"]);
    }

    [Fact]
    public async Task HostConfiguration_ReachesTheSilo()
    {
        var builder = new TestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.Options.ServiceId = "service-" + _test;
        builder.ConfigureHostConfiguration(configuration => configuration.AddInMemoryCollection([KeyValuePair.Create("Test:Color", (string?)"green")]));
        builder.AddSiloBuilderConfigurator<MemoryConfigurator>();
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        var services = ((InProcessSiloHandle)cluster.Primary!).SiloHost.Services;

        services.GetRequiredService<IConfiguration>()["Test:Color"].ShouldBe("green");
        services.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId.ShouldBe("service-" + _test);
        services.GetRequiredService<IOptions<ClusterOptions>>().Value.ClusterId.ShouldBe(cluster.Options.ClusterId);
    }

    private sealed class MemoryConfigurator : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder) => siloBuilder.AddMemoryGrainStorage("tests");
    }
}
