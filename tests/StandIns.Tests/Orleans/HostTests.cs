using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace FleetActors.StandIns.Grains;

/// <summary>A silo in a host of its own, without a test cluster.</summary>
public sealed class HostTests
{
    private readonly string _test = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Start_RunsStagesInOrder_AndStopRunsThemBackwards()
    {
        var stages = new Stages();
        using (var host = Build(silo =>
        {
            silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(stages);
            silo.AddStartupTask((_, _) =>
            {
                stages.Log.Add("startup task");
                return Task.CompletedTask;
            });
        }))
        {
            await host.StartAsync();
            await host.StopAsync();
        }

        stages.Log.ShouldBe(["application starts", "startup task", "last starts", "last stops", "application stops"]);
    }

    [Fact]
    public async Task StartupTask_CanCallGrains()
    {
        using var host = Build(silo => silo.AddStartupTask(
            (services, _) => services.GetRequiredService<IGrainFactory>().GetGrain<IHostGrain>(_test).Touch()));
        await host.StartAsync();

        Signals.LogOf(_test).ShouldBe(["activated"]);

        await host.StopAsync();
    }

    [Fact]
    public async Task Stop_LetsTurnsEnd_ThenTellsGrains()
    {
        using var host = Build(_ => { });
        await host.StartAsync();
        var grain = host.Services.GetRequiredService<IClusterClient>().GetGrain<IHostGrain>(_test);
        var holding = grain.Hold($"{_test} hold");
        await Signals.Await($"{_test} hold holds");

        var stopping = host.StopAsync();
        Signals.Set($"{_test} hold");
        await Signals.Within(stopping, "the host to stop");

        await holding.ContinueWith(_ => { }, TaskScheduler.Default);
        Signals.LogOf(_test).ShouldBe(["activated", "turn ended", nameof(DeactivationReasonCode.ShuttingDown)]);
    }

    [Fact]
    public async Task Call_AfterStop_Fails()
    {
        using var host = Build(_ => { });
        await host.StartAsync();
        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IHostGrain>(_test);
        await grain.Touch();
        await host.StopAsync();

        await Should.ThrowAsync<Exception>(() => Signals.Within(grain.Touch(), "the call to fail"));
    }

    [Fact]
    public async Task Options_OfCollection_ThatCannotWork_StopTheStart()
    {
        using var host = Build(silo => silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = options.CollectionQuantum));

        await Should.ThrowAsync<OrleansConfigurationException>(() => host.StartAsync());
    }

#if STANDINS
    [Fact]
    public async Task UseAdoNetClustering_StopsTheStart_SayingWhatIsNeeded()
    {
        using var host = Build(silo => silo.UseAdoNetClustering(options => options.Invariant = "Npgsql"));

        var exception = await Should.ThrowAsync<OrleansConfigurationException>(() => host.StartAsync());

        exception.Message.ShouldContain("Microsoft.Orleans packages");
        exception.Message.ShouldContain("UseAdoNetClustering");
    }

    [Fact]
    public async Task Client_WithoutSiloInTheProcess_StopsTheStart()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.UseOrleansClient(client => client.UseLocalhostClustering(clusterId: _test, serviceId: _test));
        using var host = builder.Build();

        (await Should.ThrowAsync<SiloUnavailableException>(() => host.StartAsync())).Message.ShouldContain("Microsoft.Orleans packages");
    }
#endif

    private IHost Build(Action<ISiloBuilder> configure)
    {
        var builder = Host.CreateApplicationBuilder();
        var (siloPort, gatewayPort) = FreePorts.Take();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: _test, clusterId: _test);
            configure(silo);
        });
        return builder.Build();
    }

    private sealed class Stages : ILifecycleParticipant<ISiloLifecycle>
    {
        public List<string> Log { get; } = [];

        public void Participate(ISiloLifecycle lifecycle)
        {
            Watch(lifecycle, "last", ServiceLifecycleStage.Active + 1);
            Watch(lifecycle, "application", ServiceLifecycleStage.ApplicationServices);
        }

        private void Watch(ISiloLifecycle lifecycle, string name, int stage) => lifecycle.Subscribe(
            name,
            stage,
            _ => Note($"{name} starts"),
            _ => Note($"{name} stops"));

        private Task Note(string entry)
        {
            Log.Add(entry);
            return Task.CompletedTask;
        }
    }
}
