namespace FleetActors.Devices;

/// <summary>Rule states as the API shows them.</summary>
internal static class RuleStateViews
{
    public static RuleStateView Of(string rule, RuleState state) => state switch
    {
        RulePending pending => new(rule, RulePhase.Pending, pending.Since, pending.Due, null),
        RuleBreached breached => new(rule, RulePhase.Breached, breached.Since, breached.CheckDue, breached.AlertId),
        RuleClearing clearing => new(rule, RulePhase.Clearing, clearing.Since, clearing.Due, clearing.Was.AlertId),
        _ => throw new InvalidOperationException($"No view is given of the phase {state.GetType().Name}."),
    };
}
