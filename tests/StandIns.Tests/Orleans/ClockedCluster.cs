using FleetActors.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Reminders;
using Orleans.TestingHost;

namespace FleetActors.StandIns.Grains;

/// <summary>A cluster whose grain timers and reminders follow a clock that tests move; everything else runs on real time.</summary>
public sealed class ClockedCluster : IAsyncLifetime
{
    private static readonly AsyncLocal<ManualClock?> Deploying = new();

    private TestCluster? _cluster;

    public ManualClock Clock { get; } = new();

    public IGrainFactory Grains => _cluster!.GrainFactory;

    public async Task InitializeAsync()
    {
        Deploying.Value = Clock;
        _cluster = await GrainCluster.DeployAsync<SiloConfigurator>();
    }

    public async Task DisposeAsync() => await _cluster!.DisposeAsync();

    private sealed class SiloConfigurator : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder)
        {
            siloBuilder.AddMemoryGrainStorageAsDefault();
            siloBuilder.UseInMemoryReminderService();
            siloBuilder.Services.AddSingleton<TimeProvider>(Deploying.Value!);
            siloBuilder.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
            siloBuilder.Services.AddKeyedSingleton<TimeProvider>(ReminderTimeProviderNames.Reminders, new RestlessClock(Deploying.Value!));
        }
    }
}
