using System.Collections.Immutable;

namespace FleetActors.OnCall;

/// <summary>Lists policies. Stateless; any integer key.</summary>
[Alias("fleet.policy-directory")]
public interface IPolicyDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>Most policies that are listed.</summary>
    const int MaxListed = 1_000;

    /// <summary>The built-in policies as they are now, overridden or not, least severe first; then the first <see cref="MaxListed"/> others in order of id.</summary>
    [Alias("List")]
    Task<ImmutableArray<EscalationPolicy>> ListAsync();
}
