using System.Text.Json.Serialization;
using FleetActors.Storage;

namespace FleetActors.Devices;

/// <summary>
/// What a rule watches for; a closed family. The word in <see cref="JsonDerivedTypeAttribute"/> is the rule's <c>kind</c> in the API and in storage.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AboveCondition), Above)]
[JsonDerivedType(typeof(BelowCondition), Below)]
[GenerateSerializer, Immutable, Alias("fleet.rule.condition")]
public abstract record RuleCondition : IKeepsUnknown
{
    /// <summary>Kind of <see cref="AboveCondition"/>.</summary>
    public const string Above = "above";

    /// <summary>Kind of <see cref="BelowCondition"/>.</summary>
    public const string Below = "below";

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}

/// <summary>
/// Breached by a value greater than <paramref name="Limit"/>; cleared by one of <paramref name="Clear"/> or less. A value equal to the limit is not
/// a breach. Between the two bounds a breach stays a breach and calm stays calm.
/// </summary>
/// <param name="Limit">Finite.</param>
/// <param name="Clear">At most <paramref name="Limit"/>; equal to it there is no band.</param>
[GenerateSerializer, Immutable, Alias("fleet.rule.above")]
public sealed record AboveCondition(
    [property: Id(0)] string Metric,
    [property: Id(1)] double Limit,
    [property: Id(2)] double Clear) : RuleCondition;

/// <summary>
/// Breached by a value less than <paramref name="Limit"/>; cleared by one of <paramref name="Clear"/> or more. A value equal to the limit is not
/// a breach. Between the two bounds a breach stays a breach and calm stays calm.
/// </summary>
/// <param name="Limit">Finite.</param>
/// <param name="Clear">At least <paramref name="Limit"/>; equal to it there is no band.</param>
[GenerateSerializer, Immutable, Alias("fleet.rule.below")]
public sealed record BelowCondition(
    [property: Id(0)] string Metric,
    [property: Id(1)] double Limit,
    [property: Id(2)] double Clear) : RuleCondition;
