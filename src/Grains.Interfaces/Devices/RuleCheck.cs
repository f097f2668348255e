using FleetActors.Alerts;
using FleetActors.Fleets;

namespace FleetActors.Devices;

/// <summary>What must hold for a rule. Pure.</summary>
internal static class RuleCheck
{
    private const int MaxCategoryLength = 64;

    /// <summary>Adds everything wrong with the rule at <paramref name="path"/>.</summary>
    public static void Check(DeviceRule rule, string path, ICollection<ProfileError> errors)
    {
        void Require(bool holds, string field, string text)
        {
            if (!holds)
            {
                errors.Add(new ProfileError($"{path}.{field}", text));
            }
        }

        Require(RuleName.IsWellFormed(rule.Name), "name", RuleName.Rule);
        Require(IsWait(rule.For), "for", WaitText(TimeSpan.Zero));
        Require(IsWait(rule.ClearFor), "clear_for", WaitText(TimeSpan.Zero));
        Require(
            rule.ReRaiseAfter >= TimeSpan.FromMinutes(1) && rule.ReRaiseAfter <= DeviceRule.LongestWait,
            "re_raise_after",
            WaitText(TimeSpan.FromMinutes(1)));
        Require(rule.Severity is Severity.Low or Severity.Medium or Severity.Critical, "severity", "must be low, medium or critical");
        Require(
            rule.Category is { Length: > 0 and <= MaxCategoryLength } && !rule.Category.Any(char.IsControl),
            "category",
            $"must be 1 to {MaxCategoryLength} characters without control characters");
        CheckBriefing(rule.Briefing, Require);
        CheckCondition(rule.Condition, Require);
    }

    private static void CheckCondition(RuleCondition condition, Action<bool, string, string> require)
    {
        switch (condition)
        {
            case AboveCondition above:
                CheckBounds(above.Metric, above.Limit, above.Clear, above.Clear <= above.Limit, "must be at most limit", require);
                break;
            case BelowCondition below:
                CheckBounds(below.Metric, below.Limit, below.Clear, below.Clear >= below.Limit, "must be at least limit", require);
                break;
            default:
                require(false, "kind", $"must be {RuleCondition.Above} or {RuleCondition.Below}");
                break;
        }
    }

    private static void CheckBounds(
        string metric, double limit, double clear, bool inOrder, string orderText, Action<bool, string, string> require)
    {
        require(MetricName.IsWellFormed(metric), "metric", MetricName.Rule);
        require(double.IsFinite(limit), "limit", "must be a finite number");

        // Without a limit there is nothing to compare with.
        require(!double.IsFinite(limit) || (double.IsFinite(clear) && inOrder), "clear", orderText);
    }

    private static void CheckBriefing(string? briefing, Action<bool, string, string> require)
    {
        if (briefing is null)
        {
            return;
        }

        require(
            briefing.Length is > 0 and <= BriefingTemplate.MaxLength && !briefing.Any(char.IsControl),
            "briefing",
            $"must be 1 to {BriefingTemplate.MaxLength} characters without control characters");
        if (BriefingTemplate.FirstUnknown(briefing) is { } unknown)
        {
            require(false, "briefing", $"names {{{unknown}}}; known are {{{string.Join("}, {", BriefingTemplate.Placeholders)}}}");
        }
    }

    private static bool IsWait(TimeSpan wait) => wait >= TimeSpan.Zero && wait <= DeviceRule.LongestWait;

    private static string WaitText(TimeSpan least) =>
        $"must be {least.TotalSeconds:0} s to {DeviceRule.LongestWait.TotalDays:0} days";
}
