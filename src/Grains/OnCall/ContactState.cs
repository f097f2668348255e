using FleetActors.Storage;

namespace FleetActors.OnCall;

/// <summary>A stored contact; null when none was stored under the id.</summary>
[GenerateSerializer, Immutable, Alias("fleet.contact.state")]
internal sealed record ContactState : IKeepsUnknown
{
    [Id(0)]
    public Contact? Contact { get; init; }

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}
