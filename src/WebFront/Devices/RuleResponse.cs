using System.Text.Json.Serialization;
using FleetActors.Alerts;

namespace FleetActors.Devices;

/// <summary>A rule as the API shows it; times in seconds. May be sent back as it is.</summary>
internal sealed record RuleResponse(
    string Name,
    string Kind,
    string Metric,
    double Limit,
    double Clear,
    [property: JsonPropertyName("for")] double Lasting,
    double ClearFor,
    string Severity,
    string Category,
    string? Briefing,
    double ReRaiseAfter)
{
    public static RuleResponse Of(DeviceRule rule)
    {
        var (kind, metric, limit, clear) = rule.Condition switch
        {
            AboveCondition above => (RuleCondition.Above, above.Metric, above.Limit, above.Clear),
            BelowCondition below => (RuleCondition.Below, below.Metric, below.Limit, below.Clear),
            _ => throw new InvalidOperationException($"The condition {rule.Condition.GetType().Name} has no form in the API."),
        };
        return new RuleResponse(
            rule.Name,
            kind,
            metric,
            limit,
            clear,
            rule.For.TotalSeconds,
            rule.ClearFor.TotalSeconds,
            rule.Severity.Word(),
            rule.Category,
            rule.Briefing,
            rule.ReRaiseAfter.TotalSeconds);
    }
}
