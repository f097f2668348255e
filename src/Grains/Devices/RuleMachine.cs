namespace FleetActors.Devices;

/// <summary>
/// The life of one rule on one device. Pure.
/// <para>
/// A breach must last <see cref="DeviceRule.For"/> before the rule fires, and the value must be cleared for <see cref="DeviceRule.ClearFor"/> before it
/// clears. Either time is over when two readings' own times are that far apart, or when the server's clock has moved that far since the first of them
/// arrived, whichever is noticed first: buffered readings are judged by their own times, a silent device by ours, and a device whose clock is wrong
/// is not judged by it. Bounds are inclusive: after exactly <c>For</c> it fires.
/// </para>
/// <para>
/// What is due comes before what is new: a reading that arrives after the due time finds the rule as a timer would have left it. So the same readings
/// lead to the same state however late a timer was.
/// </para>
/// </summary>
internal static class RuleMachine
{
    /// <summary>The next step for a reading, or for the passing of time when there is none.</summary>
    public static RuleStep Decide(DeviceRule rule, RuleState? state, Observation? seen, DateTimeOffset now) => state switch
    {
        null => seen is { Stand: Stand.Breach } breach ? Begin(rule, breach, now) : RuleStep.Stay,

        RulePending pending when IsOver(pending.Since, rule.For, pending.Due, seen, now) => new RaiseStep(pending.Since),
        RulePending when seen is { Stand: not Stand.Breach } => new MoveStep(null),

        RuleBreached breached when seen is { Stand: Stand.InRange } calm => Recover(rule, breached, calm, now),
        RuleBreached breached when now >= breached.CheckDue => new CheckStep(breached),

        RuleClearing clearing when IsOver(clearing.Since, rule.ClearFor, clearing.Due, seen, now) => new ClearStep(clearing.Was.AlertId),
        RuleClearing clearing when seen is { Stand: not Stand.InRange } => new MoveStep(clearing.Was),

        RulePending or RuleBreached or RuleClearing => RuleStep.Stay,
        _ => throw new InvalidOperationException($"Rule {rule.Name} is in the unknown phase {state.GetType().Name}."),
    };

    /// <summary>The state once the alert is durable.</summary>
    public static RuleBreached Raised(DeviceRule rule, string alertId, DateTimeOffset since, DateTimeOffset now) =>
        new(alertId, since, now + rule.ReRaiseAfter);

    /// <summary>The next step once it is known whether the alert is unresolved.</summary>
    /// <param name="openAlertId">The unresolved alert of this rule, or null.</param>
    /// <param name="resolvedAt">When the rule's alert was resolved, if that is known.</param>
    public static RuleStep Checked(DeviceRule rule, RuleBreached breached, string? openAlertId, DateTimeOffset? resolvedAt, DateTimeOffset now)
    {
        if (openAlertId is not null)
        {
            return new MoveStep(breached with { AlertId = openAlertId, CheckDue = now + rule.ReRaiseAfter });
        }

        return resolvedAt + rule.ReRaiseAfter is { } again && again > now
            ? new MoveStep(breached with { CheckDue = again })
            : new RaiseStep(breached.Since);
    }

    /// <summary>When the rule acts without a new reading.</summary>
    public static DateTimeOffset DueOf(RuleState state) => state switch
    {
        RulePending pending => pending.Due,
        RuleBreached breached => breached.CheckDue,
        RuleClearing clearing => clearing.Due,
        _ => throw new InvalidOperationException($"No due time is given to the phase {state.GetType().Name}."),
    };

    /// <summary>The alert the state speaks of, or null.</summary>
    public static string? AlertOf(RuleState? state) => state switch
    {
        RuleBreached breached => breached.AlertId,
        RuleClearing clearing => clearing.Was.AlertId,
        _ => null,
    };

    private static RuleStep Begin(DeviceRule rule, Observation breach, DateTimeOffset now) =>
        rule.For <= TimeSpan.Zero ? new RaiseStep(breach.At) : new MoveStep(new RulePending(breach.At, now + rule.For));

    private static RuleStep Recover(DeviceRule rule, RuleBreached breached, Observation calm, DateTimeOffset now) =>
        rule.ClearFor <= TimeSpan.Zero
            ? new ClearStep(breached.AlertId)
            : new MoveStep(new RuleClearing(breached, calm.At, now + rule.ClearFor));

    private static bool IsOver(DateTimeOffset since, TimeSpan wait, DateTimeOffset due, Observation? seen, DateTimeOffset now) =>
        now >= due || (seen is { } observation && observation.At - since >= wait);
}
