using System.Collections.Immutable;
using FleetActors.Storage;
using Orleans.Placement;

namespace FleetActors.Fleets;

[Immovable(ImmovableKind.Rebalancer)]
internal sealed class FleetGrain(
    [PersistentState(StorageNames.FleetProfile, StorageNames.Fleet)] IPersistentState<FleetState> stored,
    FleetProfileCache cache) : Grain, IFleetGrain
{
    private string Id => FleetGrainFactoryExtensions.FleetIdOf(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // A key made by other means would live a life of its own beside the real fleet.
        _ = Id;
        return base.OnActivateAsync(cancellationToken);
    }

    public Task<FleetProfileVersion> GetAsync() => Task.FromResult(Current());

    public async Task<ImmutableArray<ProfileError>> PutAsync(FleetProfile profile)
    {
        var errors = FleetProfileCheck.Check(profile);
        if (errors.IsEmpty)
        {
            await ReplaceAsync(profile);
        }

        return errors;
    }

    public async Task<bool> DeleteAsync()
    {
        if (stored.State.Profile is null)
        {
            return false;
        }

        await ReplaceAsync(null);
        return true;
    }

    private FleetProfileVersion Current() =>
        new(stored.State.Profile ?? (Id == FleetId.Default ? FleetProfile.BuiltIn : null), stored.State.Revision);

    private async Task ReplaceAsync(FleetProfile? profile)
    {
        var before = stored.State;
        var written = false;
        stored.State = before with { Profile = profile, Revision = before.Revision + 1 };
        try
        {
            await stored.WriteStateAsync();
            written = true;
        }
        finally
        {
            if (!written)
            {
                stored.State = before;
            }
        }

        cache.Publish(Id, Current());
    }
}
