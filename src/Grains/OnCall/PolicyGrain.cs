using FleetActors.Storage;

namespace FleetActors.OnCall;

internal sealed class PolicyGrain(
    [PersistentState(StorageNames.Policy, StorageNames.Fleet)] IPersistentState<PolicyState> stored,
    OnCallCache cache) : Grain, IPolicyGrain
{
    private string Id => OnCallIds.PolicyOfKey(this.GetPrimaryKeyString());

    private EscalationPolicy? Current => stored.State.Policy ?? BuiltInPolicies.Find(Id);

    public Task<EscalationPolicy?> GetAsync() => Task.FromResult(Current);

    public async Task PutAsync(EscalationPolicy policy)
    {
        OnCallErrors.ThrowIfAny(nameof(policy), policy.Id, Id, PolicyRules.Check(policy));
        await stored.ReplaceAsync(stored.State with { Policy = policy });
        cache.Remember(Id, Current);
    }

    public async Task<bool> DeleteAsync()
    {
        if (stored.State.Policy is null)
        {
            return false;
        }

        await stored.ClearStateAsync();
        cache.Remember(Id, Current);
        return true;
    }
}
