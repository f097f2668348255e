namespace FleetActors.Devices;

/// <summary>What a rule does next. After every step but <see cref="StayStep"/> the rule is asked again, until it stays.</summary>
internal abstract record RuleStep
{
    /// <summary>Nothing.</summary>
    public static StayStep Stay { get; } = new();

    private protected RuleStep()
    {
    }
}

/// <summary>Nothing to do.</summary>
internal sealed record StayStep : RuleStep;

/// <summary>Only the state changes.</summary>
/// <param name="Next">Null: at rest.</param>
internal sealed record MoveStep(RuleState? Next) : RuleStep;

/// <summary>Raise an alert; once it is durable, the state is <see cref="RuleMachine.Raised"/>.</summary>
internal sealed record RaiseStep(DateTimeOffset Since) : RuleStep;

/// <summary>Clear the alert; after that the rule is at rest.</summary>
internal sealed record ClearStep(string AlertId) : RuleStep;

/// <summary>Ask whether the alert is still unresolved, then go on with <see cref="RuleMachine.Checked"/>.</summary>
internal sealed record CheckStep(RuleBreached Breached) : RuleStep;
