using FleetActors.Storage;
using Orleans.Placement;

namespace FleetActors.OnCall;

[Immovable(ImmovableKind.Rebalancer)]
internal sealed class PolicyGrain(
    [PersistentState(StorageNames.Policy, StorageNames.Fleet)] IPersistentState<PolicyState> stored,
    OnCallCache cache) : Grain, IPolicyGrain
{
    private readonly Durable<PolicyState> _durable = new(stored);

    private string Id => OnCallIds.PolicyOfKey(this.GetPrimaryKeyString());

    private EscalationPolicy? Current => _durable.State.Policy ?? BuiltInPolicies.Find(Id);

    public Task<EscalationPolicy?> GetAsync() => Task.FromResult(Current);

    public async Task PutAsync(EscalationPolicy policy)
    {
        OnCallErrors.ThrowIfAny(nameof(policy), policy.Id, Id, PolicyRules.Check(policy));
        await _durable.ReplaceAsync(_durable.State with { Policy = policy });
        cache.Remember(Id, Current);
    }

    public async Task<bool> DeleteAsync()
    {
        if (_durable.State.Policy is null)
        {
            return false;
        }

        await stored.ClearStateAsync();
        cache.Remember(Id, Current);
        return true;
    }
}
