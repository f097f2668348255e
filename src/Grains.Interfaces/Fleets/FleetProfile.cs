using System.Collections.Immutable;
using FleetActors.Alerts;
using FleetActors.Devices;
using FleetActors.Storage;

namespace FleetActors.Fleets;

/// <summary>What an administrator says about a fleet.</summary>
/// <param name="Name">For people, at most 200 characters; null for none.</param>
/// <param name="Rules">Of every device of the fleet, at most <see cref="MaxRules"/>, each name once.</param>
/// <param name="OfflineAfter">How long a device may be silent; null when nobody minds. Kept for the offline watch.</param>
/// <param name="Policies">Which escalation policy each severity follows.</param>
/// <param name="AcceptUnknown">Whether a device unknown so far is created by its first reading; default true.</param>
/// <param name="Phone">E.164 number of the people behind it, such as the depot's; null for none.</param>
[GenerateSerializer, Immutable, Alias("fleet.profile")]
public sealed record FleetProfile(
    [property: Id(0)] string? Name,
    [property: Id(1)] ImmutableArray<DeviceRule> Rules,
    [property: Id(2)] TimeSpan? OfflineAfter,
    [property: Id(3)] SeverityPolicies Policies,
    [property: Id(4)] bool AcceptUnknown,
    [property: Id(5)] string? Phone = null) : IKeepsUnknown
{
    /// <summary>Most rules of one fleet.</summary>
    public const int MaxRules = 32;

    /// <summary>What the fleet <see cref="FleetId.Default"/> has until one is put: no rules, the built-in policies, unknown devices accepted.</summary>
    public static FleetProfile BuiltIn { get; } = new(null, [], null, SeverityPolicies.BuiltIn, AcceptUnknown: true);

    /// <summary>The id of the policy that alerts of a severity follow.</summary>
    public string PolicyFor(Severity severity) => Policies.For(severity);

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}

/// <summary>Policy ids by severity; the built-in policies have the severities' names.</summary>
[GenerateSerializer, Immutable, Alias("fleet.profile.policies")]
public sealed record SeverityPolicies(
    [property: Id(0)] string Low,
    [property: Id(1)] string Medium,
    [property: Id(2)] string Critical) : IKeepsUnknown
{
    /// <summary><c>low</c>, <c>medium</c>, <c>critical</c>.</summary>
    public static SeverityPolicies BuiltIn { get; } = new("low", "medium", "critical");

    /// <summary>The policy of a severity; an unknown one is treated as medium.</summary>
    public string For(Severity severity) => severity switch
    {
        Severity.Low => Low,
        Severity.Critical => Critical,
        _ => Medium,
    };

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}
