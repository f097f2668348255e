using FleetActors.Storage;

namespace FleetActors.OnCall;

/// <summary>A stored policy; null when none was stored under the id.</summary>
[GenerateSerializer, Immutable, Alias("fleet.policy.state")]
internal sealed record PolicyState : IKeepsUnknown
{
    [Id(0)]
    public EscalationPolicy? Policy { get; init; }

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}
