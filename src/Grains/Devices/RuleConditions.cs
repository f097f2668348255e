namespace FleetActors.Devices;

/// <summary>The meaning of each kind of condition. A new kind gets its lines here.</summary>
internal static class RuleConditions
{
    /// <summary>The metric whose values it judges.</summary>
    public static string MetricOf(RuleCondition condition) => condition switch
    {
        AboveCondition above => above.Metric,
        BelowCondition below => below.Metric,
        _ => throw Unknown(condition),
    };

    /// <summary>Judges a finite value.</summary>
    public static Stand Assess(RuleCondition condition, double value) => condition switch
    {
        AboveCondition above => value > above.Limit ? Stand.Breach : value > above.Clear ? Stand.Band : Stand.InRange,
        BelowCondition below => value < below.Limit ? Stand.Breach : value < below.Clear ? Stand.Band : Stand.InRange,
        _ => throw Unknown(condition),
    };

    /// <summary>The word and the number for <c>above 80</c>.</summary>
    public static (string Side, double Limit) Describe(RuleCondition condition) => condition switch
    {
        AboveCondition above => (RuleCondition.Above, above.Limit),
        BelowCondition below => (RuleCondition.Below, below.Limit),
        _ => throw Unknown(condition),
    };

    private static InvalidOperationException Unknown(RuleCondition condition) =>
        new($"No meaning is given to the rule condition {condition.GetType().Name}.");
}
