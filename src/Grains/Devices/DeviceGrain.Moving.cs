using System.Collections.Immutable;

namespace FleetActors.Devices;

/// <summary>
/// A device that is moved to another silo takes along what is in memory alone. Its state it reads again: what Orleans takes along of it has lost the members that this release does not know.
/// </summary>
internal sealed partial class DeviceGrain : IGrainMigrationParticipant
{
    private const string NewestKey = "fleet.newest";
    private const string RecentKey = "fleet.recent";
    private const string SeenKey = "fleet.seen";

    private Memento? _memento;

    public void OnDehydrate(IDehydrationContext dehydrationContext)
    {
        dehydrationContext.TryAddValue(NewestKey, _memory.Newest());
        dehydrationContext.TryAddValue(RecentKey, _memory.Recent());
        dehydrationContext.TryAddValue(SeenKey, _seen.AtMs);
    }

    public void OnRehydrate(IRehydrationContext rehydrationContext)
    {
        if (rehydrationContext.TryGetValue(NewestKey, out ImmutableArray<ReadingView> newest)
            && rehydrationContext.TryGetValue(RecentKey, out ImmutableArray<ReadingView> recent)
            && rehydrationContext.TryGetValue(SeenKey, out long seenAtMs))
        {
            _memento = new Memento(newest, recent, seenAtMs);
        }
    }

    /// <summary>What a device remembered where it was before.</summary>
    private sealed record Memento(ImmutableArray<ReadingView> Newest, ImmutableArray<ReadingView> Recent, long SeenAtMs);
}
