namespace FleetActors.Calls;

/// <summary>A dispatcher wants to speak with the caller.</summary>
/// <param name="By">Who, for the timeline.</param>
/// <param name="Number">E.164 number to phone.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.join")]
public sealed record JoinCall(
    [property: Id(0)] string By,
    [property: Id(1)] string Number);

/// <summary>What became of an operator's wish.</summary>
public enum CallActionOutcome
{
    /// <summary>Not set; never returned.</summary>
    Unknown = 0,

    /// <summary>Done, or it was so already.</summary>
    Done = 1,

    /// <summary>No such call or packet.</summary>
    NotFound = 2,

    /// <summary>Not possible as things are; the reason says why.</summary>
    Refused = 3,
}

/// <summary>Answer to an operator.</summary>
[GenerateSerializer, Immutable, Alias("fleet.call.action-result")]
public sealed record CallActionResult(
    [property: Id(0)] CallActionOutcome Outcome,
    [property: Id(1)] string? Reason)
{
    /// <summary>Done.</summary>
    public static CallActionResult Done { get; } = new(CallActionOutcome.Done, null);

    /// <summary>No such thing.</summary>
    public static CallActionResult NotFound { get; } = new(CallActionOutcome.NotFound, null);

    /// <summary>Not possible as things are.</summary>
    public static CallActionResult Refused(string reason) => new(CallActionOutcome.Refused, reason);
}
