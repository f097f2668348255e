using FleetActors.Devices;

namespace FleetActors.Fleets;

/// <summary>A fleet's profile as this process knows it, with its rules made ready. A new object for every change, so that devices compare references.</summary>
internal sealed class FleetSnapshot(FleetProfileVersion version)
{
    /// <summary>Null when the fleet has none.</summary>
    public FleetProfile? Profile { get; } = version.Profile;

    /// <summary>As in <see cref="FleetProfileVersion.Revision"/>.</summary>
    public long Revision { get; } = version.Revision;

    /// <summary>The fleet's rules; none without a profile.</summary>
    public RuleSet Rules { get; } = version.Profile is { } profile ? RuleSet.Of(profile.Rules) : RuleSet.Empty;
}
