using System.Collections.Immutable;
using FleetActors.Storage;

namespace FleetActors.Devices;

/// <summary>What an administrator says about one device.</summary>
/// <param name="FleetId">The fleet whose rules it follows.</param>
/// <param name="Name">For people, at most 200 characters; null for none.</param>
/// <param name="Rules">Where it differs from its fleet, at most <see cref="MaxRules"/>, each rule name once.</param>
/// <param name="Phone">E.164 number of the phone in it, as a panic button has one; null for none. Several devices may have the same.</param>
[GenerateSerializer, Immutable, Alias("fleet.device.profile")]
public sealed record DeviceProfile(
    [property: Id(0)] string FleetId,
    [property: Id(1)] string? Name,
    [property: Id(2)] ImmutableArray<RuleOverride> Rules,
    [property: Id(3)] string? Phone = null)
{
    /// <summary>Most overrides of one device.</summary>
    public const int MaxRules = 32;
}

/// <summary>One rule of the fleet replaced or switched off for a device, or a rule that only this device has.</summary>
/// <param name="Name">Of the rule.</param>
/// <param name="Replacement">The whole rule, of the same name; null switches the fleet's rule off.</param>
[GenerateSerializer, Immutable, Alias("fleet.device.rule-override")]
public sealed record RuleOverride(
    [property: Id(0)] string Name,
    [property: Id(1)] DeviceRule? Replacement) : IKeepsUnknown
{
    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}
