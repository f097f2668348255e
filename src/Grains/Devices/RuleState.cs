using System.Text.Json.Serialization;
using FleetActors.Storage;

namespace FleetActors.Devices;

/// <summary>
/// A rule that is not at rest; a rule at rest has no state at all. <c>Since</c> is by the time of the readings, due times are by the server's clock.
/// The word in <see cref="JsonDerivedTypeAttribute"/> is part of the data format.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "phase")]
[JsonDerivedType(typeof(RulePending), "pending")]
[JsonDerivedType(typeof(RuleBreached), "breached")]
[JsonDerivedType(typeof(RuleClearing), "clearing")]
[GenerateSerializer, Immutable, Alias("fleet.device.rule-phase")]
internal abstract record RuleState : IKeepsUnknown
{
    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}

/// <summary>In breach since <paramref name="Since"/>; fires at <paramref name="Due"/> if nothing speaks against it.</summary>
[GenerateSerializer, Immutable, Alias("fleet.device.rule-phase.pending")]
internal sealed record RulePending(
    [property: Id(0)] DateTimeOffset Since,
    [property: Id(1)] DateTimeOffset Due) : RuleState;

/// <summary>Fired, and its alert is durable.</summary>
/// <param name="CheckDue">When to look whether someone resolved the alert although the breach goes on.</param>
[GenerateSerializer, Immutable, Alias("fleet.device.rule-phase.breached")]
internal sealed record RuleBreached(
    [property: Id(0)] string AlertId,
    [property: Id(1)] DateTimeOffset Since,
    [property: Id(2)] DateTimeOffset CheckDue) : RuleState;

/// <summary>Back in range since <paramref name="Since"/>; clears at <paramref name="Due"/> if nothing speaks against it.</summary>
/// <param name="Was">What it goes back to otherwise.</param>
[GenerateSerializer, Immutable, Alias("fleet.device.rule-phase.clearing")]
internal sealed record RuleClearing(
    [property: Id(0)] RuleBreached Was,
    [property: Id(1)] DateTimeOffset Since,
    [property: Id(2)] DateTimeOffset Due) : RuleState;
