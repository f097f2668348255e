using FleetActors.Storage;

namespace FleetActors.Fleets;

/// <summary>A fleet's stored profile.</summary>
[GenerateSerializer, Immutable, Alias("fleet.fleet.state")]
internal sealed record FleetState : IKeepsUnknown
{
    /// <summary>Null when there is none, or it was deleted: the row stays, so that revisions never fall.</summary>
    [Id(0)] public FleetProfile? Profile { get; init; }

    /// <summary>As in <see cref="FleetProfileVersion.Revision"/>.</summary>
    [Id(1)] public long Revision { get; init; }

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}
