using FleetActors.Fleets;

namespace FleetActors.Devices;

/// <summary>Keeps fleet profiles fresh and stores last-seen times while the silo runs, and stores what is left when it stops.</summary>
internal sealed class DeviceUpkeep(FleetProfileCache fleets, LastSeenBuffer lastSeen, TimeProvider time)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly Ticker _refresh = new(time, FleetProfileCache.Period, fleets.RefreshAsync);
    private readonly Ticker _flush = new(time, LastSeenBuffer.Period, lastSeen.FlushAsync);

    // Later than the storage it writes to, earlier than the first device: so that it stops after the last device and before the storage.
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(DeviceUpkeep), ServiceLifecycleStage.ApplicationServices + 1, StartAsync, StopAsync);

    public void Dispose()
    {
        _refresh.Dispose();
        _flush.Dispose();
    }

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _refresh.Start();
        _flush.Start();
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _refresh.StopAsync();
        await _flush.StopAsync();
        await lastSeen.FlushAsync(cancellationToken);
    }
}
