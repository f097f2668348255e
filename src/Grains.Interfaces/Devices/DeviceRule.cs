using FleetActors.Alerts;
using FleetActors.Storage;

namespace FleetActors.Devices;

/// <summary>One rule of a fleet or device.</summary>
/// <param name="Name">Unique in its fleet; formed like a <see cref="RuleName"/>. The device's alert for it has the dedup key <c>device/name</c>.</param>
/// <param name="Condition">What it watches for.</param>
/// <param name="For">
/// How long the condition must hold before the rule fires; default 0: at once. A reading that does not breach starts it anew; silence does not.
/// </param>
/// <param name="ClearFor">How long the value must stay cleared before the alert is resolved; default 0.</param>
/// <param name="Severity">Of its alerts; never <see cref="Alerts.Severity.Unknown"/>.</param>
/// <param name="Category">Of its alerts; default is the metric's name.</param>
/// <param name="Briefing">Text for the person paged, with the placeholders of <see cref="BriefingTemplate"/>; null for the standard sentence.</param>
/// <param name="ReRaiseAfter">
/// When someone resolves the alert by hand while the value is still in breach: how long after that it is raised again; default 15 minutes, at least 1.
/// </param>
[GenerateSerializer, Immutable, Alias("fleet.rule")]
public sealed record DeviceRule(
    [property: Id(0)] string Name,
    [property: Id(1)] RuleCondition Condition,
    [property: Id(2)] TimeSpan For,
    [property: Id(3)] TimeSpan ClearFor,
    [property: Id(4)] Severity Severity,
    [property: Id(5)] string Category,
    [property: Id(6)] string? Briefing,
    [property: Id(7)] TimeSpan ReRaiseAfter) : IKeepsUnknown
{
    /// <summary>15 minutes.</summary>
    public static TimeSpan DefaultReRaiseAfter { get; } = TimeSpan.FromMinutes(15);

    /// <summary>Longest <see cref="For"/>, <see cref="ClearFor"/> and <see cref="ReRaiseAfter"/>.</summary>
    public static TimeSpan LongestWait { get; } = TimeSpan.FromDays(7);

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}
