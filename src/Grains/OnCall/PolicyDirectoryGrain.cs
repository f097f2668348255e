using System.Collections.Immutable;
using FleetActors.Directory;

namespace FleetActors.OnCall;

[StatelessWorker]
internal sealed class PolicyDirectoryGrain(IOnCallIndex index) : Grain, IPolicyDirectoryGrain
{
    private const int AtOnce = 64;

    public async Task<ImmutableArray<EscalationPolicy>> ListAsync()
    {
        // As many more as there are built-in ones, which may be stored too.
        var stored = await index.PolicyIdsAsync(IPolicyDirectoryGrain.MaxListed + BuiltInPolicies.All.Length, CancellationToken.None);
        var builtIn = BuiltInPolicies.All.Select(static policy => policy.Id).ToList();
        var ids = builtIn.Concat(stored.Except(builtIn, StringComparer.Ordinal).Take(IPolicyDirectoryGrain.MaxListed));
        var policies = ImmutableArray.CreateBuilder<EscalationPolicy>();
        foreach (var some in ids.Chunk(AtOnce))
        {
            // Asked, because only the policy itself knows what it is now; one deleted meanwhile is left out.
            policies.AddRange((await Task.WhenAll(some.Select(id => GrainFactory.GetPolicy(id).GetAsync()))).OfType<EscalationPolicy>());
        }

        return policies.ToImmutable();
    }
}
