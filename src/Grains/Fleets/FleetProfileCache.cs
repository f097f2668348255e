using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace FleetActors.Fleets;

/// <summary>
/// Fleet profiles for the devices of one silo, so that a reading asks no other grain. A change made by a fleet grain of this silo is seen at once,
/// one made on another silo within <see cref="Period"/> and the time of one call. While a fleet cannot be asked, its last known profile stays.
/// </summary>
internal sealed partial class FleetProfileCache(IGrainFactory grains, ILogger<FleetProfileCache> logger)
{
    /// <summary>How often profiles in use are asked for again.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    private const int AskedAtOnce = 8;

    private readonly ConcurrentDictionary<string, FleetSlot> _slots = new(StringComparer.Ordinal);

    /// <summary>The fleet's slot, for a device that belongs to it.</summary>
    /// <exception cref="Exception">Nothing is known yet and the fleet could not be asked.</exception>
    public ValueTask<FleetSlot> GetAsync(string fleetId) =>
        _slots.TryGetValue(fleetId, out var slot) ? ValueTask.FromResult(slot) : new ValueTask<FleetSlot>(LoadAsync(fleetId));

    /// <summary>
    /// The fleet's slot when it has a profile, else null. Names that lead nowhere are not kept: they come from outside and have no bound.
    /// </summary>
    /// <exception cref="Exception">Nothing is known yet and the fleet could not be asked.</exception>
    public async ValueTask<FleetSlot?> FindAsync(string fleetId)
    {
        if (_slots.TryGetValue(fleetId, out var slot))
        {
            return slot.Current.Profile is null ? null : slot;
        }

        var version = await grains.GetFleet(fleetId).GetAsync();
        return version.Profile is null ? null : Keep(fleetId, version);
    }

    /// <summary>Takes a change at once.</summary>
    public void Publish(string fleetId, FleetProfileVersion version)
    {
        if (_slots.TryGetValue(fleetId, out var slot))
        {
            slot.Offer(version);
        }
    }

    /// <summary>Asks for the profiles that were used since the last time.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken) => Parallel.ForEachAsync(
        _slots.Values.Where(slot => slot.TakeUsed()),
        new ParallelOptions { MaxDegreeOfParallelism = AskedAtOnce, CancellationToken = cancellationToken },
        RefreshAsync);

    private async ValueTask RefreshAsync(FleetSlot slot, CancellationToken cancellationToken)
    {
        try
        {
            slot.Offer(await grains.GetFleet(slot.FleetId).GetAsync());
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogStale(failure, slot.FleetId);
        }
    }

    private async Task<FleetSlot> LoadAsync(string fleetId) => Keep(fleetId, await grains.GetFleet(fleetId).GetAsync());

    private FleetSlot Keep(string fleetId, FleetProfileVersion version)
    {
        var slot = _slots.GetOrAdd(fleetId, static (id, first) => new FleetSlot(id, new FleetSnapshot(first)), version);
        slot.Offer(version);
        return slot;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Fleet {FleetId} could not be asked for its profile; the last one known stays in force")]
    private partial void LogStale(Exception failure, string fleetId);
}
