using System.Collections.Immutable;
using FleetActors.Storage;

namespace FleetActors.Calls;

/// <summary>How urgent a call is, and why.</summary>
/// <param name="Score">0 (nothing known or no danger) to 1. The level is always the score's band.</param>
/// <param name="Reasons">What the score is made of, in the order it was added up: their points together are the score.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.risk")]
public sealed record RiskView(
    [property: Id(0)] RiskLevel Level,
    [property: Id(1)] double Score,
    [property: Id(2)] ImmutableArray<RiskReason> Reasons) : IKeepsUnknown
{
    /// <summary>Before anything was heard: unknown, 0, no reasons.</summary>
    public static RiskView Unknown { get; } = new(RiskLevel.Unknown, 0, []);

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}

/// <summary>One part of a score.</summary>
/// <param name="Kind">Stable word: <c>tag</c>, <c>more_tags</c>, <c>distress</c>, <c>voice</c>, <c>floor</c>, <c>inference</c>, <c>limit</c>.</param>
/// <param name="Points">What it adds to the score; 0 for a reason that is only told, negative only for <c>limit</c> (a score ends at 1).</param>
/// <param name="Text">For people, one line, plain text.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.risk-reason")]
public sealed record RiskReason(
    [property: Id(0)] string Kind,
    [property: Id(1)] double Points,
    [property: Id(2)] string Text) : IKeepsUnknown
{
    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}
