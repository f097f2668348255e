using System.Text.Json;
using FleetActors.Alerts;
using FleetActors.OnCall;

namespace FleetActors.Devices;

/// <summary>Reads rules from the API's JSON. A new kind of condition gets its lines here.</summary>
internal static class RuleJson
{
    private static readonly string[] Members =
        ["name", "kind", "metric", "limit", "clear", "for", "clear_for", "severity", "category", "briefing", "re_raise_after"];

    /// <summary>
    /// Reads a rule. Left out: <c>clear</c> is the limit, <c>for</c> and <c>clear_for</c> 0, <c>severity</c> medium, <c>category</c> the metric's name,
    /// <c>re_raise_after</c> 15 minutes. With errors the rule must not be used.
    /// </summary>
    public static DeviceRule Read(JsonElement json, string path, ICollection<OnCallError> errors)
    {
        if (errors.Any(error => error.Path == path))
        {
            // It is no object; what an empty one lacks is not worth telling.
            errors = [];
        }

        var members = new MemberReader(json, path, errors, Members);
        var metric = members.Text("metric", "");
        return new DeviceRule(
            members.Text("name", ""),
            ReadCondition(members, metric, path, errors),
            members.Duration("for", TimeSpan.Zero),
            members.Duration("clear_for", TimeSpan.Zero),
            members.OptionalText("severity") is { } severity ? SeverityWords.Map(severity) : Severity.Medium,
            members.Text("category", metric),
            members.OptionalText("briefing"),
            members.Duration("re_raise_after", DeviceRule.DefaultReRaiseAfter));
    }

    private static RuleCondition ReadCondition(MemberReader members, string metric, string path, ICollection<OnCallError> errors)
    {
        var kind = members.Text("kind", "");
        if (kind is not (RuleCondition.Above or RuleCondition.Below))
        {
            errors.Add(new OnCallError($"{path}.kind", $"must be {RuleCondition.Above} or {RuleCondition.Below}"));
        }

        var limit = members.RequiredNumber("limit");
        var clear = members.Number("clear", limit);
        return kind == RuleCondition.Below ? new BelowCondition(metric, limit, clear) : new AboveCondition(metric, limit, clear);
    }
}
