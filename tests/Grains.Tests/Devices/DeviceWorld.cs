using System.Collections.Concurrent;
using FleetActors.Directory;
using FleetActors.Fleets;
using FleetActors.Storage;
using FleetActors.TestKit;
using FleetActors.Time;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Hosting;
using Orleans.TestingHost;

namespace FleetActors.Devices;

/// <summary>Devices and fleets in a silo, with everything around them in the test's hands. What is stored outlives the silo.</summary>
internal sealed class DeviceWorld : IAsyncDisposable
{
    private const string Setting = "DeviceWorld";

    // A configurator is made by the cluster, so it finds its world by name.
    private static readonly ConcurrentDictionary<string, DeviceWorld> Worlds = new(StringComparer.Ordinal);

    private readonly string _name = Guid.NewGuid().ToString("N");
    private TestCluster _cluster = null!;

    private DeviceWorld()
    {
    }

    public ManualClock Clock { get; } = new();

    public StateStore Storage { get; } = new();

    public AlertDesk Alerts { get; } = new();

    public SeenRows Index { get; } = new();

    public IServiceProvider Services => _cluster.GetSiloServiceProvider();

    public static async Task<DeviceWorld> StartAsync()
    {
        var world = new DeviceWorld();
        Worlds[world._name] = world;
        await world.DeployAsync();
        return world;
    }

    public IDeviceGrain Device(string id) => _cluster.GrainFactory.GetDevice(id);

    public IFleetGrain Fleet(string id) => _cluster.GrainFactory.GetFleet(id);

    public IDeviceDirectoryGrain Directory => _cluster.GrainFactory.GetGrain<IDeviceDirectoryGrain>(0);

    /// <summary>The process dies and another one starts.</summary>
    public async Task RestartAsync()
    {
        await _cluster.KillSiloAsync(_cluster.Primary!);
        await _cluster.DisposeAsync();
        await DeployAsync();
    }

    /// <summary>Gives a fleet its rules.</summary>
    public async Task PutRulesAsync(string fleet, params DeviceRule[] rules) =>
        (await Fleet(fleet).PutAsync(FleetProfile.BuiltIn with { Rules = [.. rules] })).ShouldBeEmpty();

    /// <summary>One value now, without a time of its own.</summary>
    public Task<IngestResult> SendAsync(string device, double value, string metric = "temperature", string? fleet = null) =>
        Device(device).IngestAsync(new ReadingBatch(fleet, [new Reading(metric, MetricValue.Of(value), Reading.ServerTime, 0)])).AsTask();

    /// <summary>One value with a time of its own, in seconds from now.</summary>
    public Task<IngestResult> SendAtAsync(string device, double value, double seconds, string metric = "temperature") =>
        Device(device).IngestAsync(new ReadingBatch(null, [new Reading(metric, MetricValue.Of(value), Ms(seconds), 0)])).AsTask();

    /// <summary>Unix milliseconds, in seconds from now.</summary>
    public long Ms(double seconds) => (Clock.Now + TimeSpan.FromSeconds(seconds)).ToUnixTimeMilliseconds();

    public async ValueTask DisposeAsync()
    {
        Worlds.TryRemove(_name, out _);
        await _cluster.DisposeAsync();
    }

    private async Task DeployAsync()
    {
        var builder = new TestClusterBuilder(1);
        builder.ConfigureHostConfiguration(host => host.AddInMemoryCollection(new Dictionary<string, string?> { [Setting] = _name }));
        builder.AddSiloBuilderConfigurator<Configurator>();
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    private sealed class Configurator : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder)
        {
            var world = Worlds[siloBuilder.Configuration[Setting]!];
            siloBuilder.Services.AddGrainStorage(StorageNames.Fleet, (_, _) => world.Storage);
            siloBuilder.Services.AddSingleton(TimeProvider.System);
            siloBuilder.Services.AddSingleton(new GrainClock(world.Clock));
            siloBuilder.Services.AddSingleton<IRuleAlerts>(world.Alerts);
            siloBuilder.Services.AddSingleton<IDeviceIndex>(world.Index);
            siloBuilder.Services.AddDevices();
        }
    }
}
