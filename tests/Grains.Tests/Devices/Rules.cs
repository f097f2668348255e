using FleetActors.Alerts;

namespace FleetActors.Devices;

/// <summary>Rules to test with.</summary>
internal static class Rules
{
    public static DeviceRule Above(
        double limit, double? clear = null, double forSeconds = 0, double clearForSeconds = 0, string name = "hot", string metric = "temperature",
        Severity severity = Severity.Medium, string? briefing = null) =>
        Of(new AboveCondition(metric, limit, clear ?? limit), forSeconds, clearForSeconds, name, severity, briefing);

    public static DeviceRule Below(
        double limit, double? clear = null, double forSeconds = 0, double clearForSeconds = 0, string name = "cold", string metric = "temperature",
        Severity severity = Severity.Medium, string? briefing = null) =>
        Of(new BelowCondition(metric, limit, clear ?? limit), forSeconds, clearForSeconds, name, severity, briefing);

    private static DeviceRule Of(RuleCondition condition, double forSeconds, double clearForSeconds, string name, Severity severity, string? briefing) => new(
        name,
        condition,
        TimeSpan.FromSeconds(forSeconds),
        TimeSpan.FromSeconds(clearForSeconds),
        severity,
        RuleConditions.MetricOf(condition),
        briefing,
        DeviceRule.DefaultReRaiseAfter);
}
