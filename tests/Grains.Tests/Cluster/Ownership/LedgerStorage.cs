#if !STANDINS
using Orleans.Storage;

namespace FleetActors.Cluster;

/// <summary>The storage of one silo: writes into the ledger what is written by its alerts, calls and devices, and takes nothing once the silo is dead.</summary>
internal sealed class LedgerStorage(OwnershipLedger ledger, StateStore store, ILocalSiloDetails silo, IGrainContextAccessor contexts) : IGrainStorage
{
    private string Silo => silo.SiloAddress.ToString();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => store.ReadStateAsync(stateName, grainId, grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ThrowIfDead();
        return store.WriteStateAsync(stateName, grainId, grainState, () => Note(stateName));
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ThrowIfDead();
        Note(stateName);
        return store.ClearStateAsync(stateName, grainId, grainState);
    }

    private void Note(string stateName)
    {
        if (contexts.GrainContext is { } context && LedgerClerk.IsWatched(context.GrainId.Type))
        {
            ledger.Note(DeedKind.Write, context.GrainId.ToString(), context.ActivationId.ToString(), Silo, stateName);
        }
    }

    // A silo that is killed here is in the same process as the others, and what it had begun runs on for a while. A process that is killed writes nothing more.
    private void ThrowIfDead()
    {
        if (ledger.IsDead(Silo))
        {
            throw new IOException("The silo is dead.");
        }
    }
}
#endif
