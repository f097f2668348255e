namespace FleetActors.Alerts;

/// <summary>Who acts, and how it reached us.</summary>
/// <param name="By">Name, contact id or number of the person; never empty.</param>
/// <param name="Via"><c>api</c>, <c>dashboard</c>, <c>sms</c>, <c>call</c> or <c>rule</c>.</param>
/// <param name="Note">Free text, or null.</param>
/// <param name="EventId">Id of the webhook that brought it; the same one again acts once. Null where there was none.</param>
[GenerateSerializer, Immutable, Alias("fleet.alert.action")]
public sealed record OperatorAction(
    [property: Id(0)] string By,
    [property: Id(1)] string Via,
    [property: Id(2)] string? Note,
    [property: Id(3)] string? EventId = null);

/// <summary>What became of an operator's action.</summary>
public enum ActionOutcome
{
    /// <summary>Not set; never returned.</summary>
    Unknown = 0,

    /// <summary>Done and durable.</summary>
    Done = 1,

    /// <summary>It was so already; nothing changed.</summary>
    Already = 2,

    /// <summary>No such alert.</summary>
    NotFound = 3,

    /// <summary>Refused in the alert's present state; the reason says why.</summary>
    Refused = 4,
}

/// <summary>An action's outcome and the alert's status after it.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.action-result")]
public sealed record ActionResult(
    [property: Id(0)] ActionOutcome Outcome,
    [property: Id(1)] AlertStatus Status,
    [property: Id(2)] string? Reason);
