using System.Collections.Immutable;
using FleetActors.Storage;
using Orleans.Placement;

namespace FleetActors.Fleets;

[Immovable(ImmovableKind.Rebalancer)]
internal sealed class FleetGrain(
    [PersistentState(StorageNames.FleetProfile, StorageNames.Fleet)] IPersistentState<FleetState> stored,
    FleetProfileCache cache) : Grain, IFleetGrain
{
    private readonly Durable<FleetState> _durable = new(stored);

    private FleetState State => _durable.State;

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
        if (State.Profile is null)
        {
            return false;
        }

        await ReplaceAsync(null);
        return true;
    }

    private FleetProfileVersion Current() => new(State.Profile ?? (Id == FleetId.Default ? FleetProfile.BuiltIn : null), State.Revision);

    private async Task ReplaceAsync(FleetProfile? profile)
    {
        await _durable.ReplaceAsync(State with { Profile = profile, Revision = State.Revision + 1 });
        cache.Publish(Id, Current());
    }
}
