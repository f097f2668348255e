using System.Collections.Immutable;
using FleetActors.Storage;

namespace FleetActors.Alerts;

/// <summary>Where the policy stands.</summary>
/// <param name="Round">1 first; 0 before the first step.</param>
/// <param name="Step">Index into the policy's steps; -1 before the first.</param>
/// <param name="DueAt">When the policy goes on if nobody answers; null when nothing is due.</param>
/// <param name="CallList">Who is still to be called in this step, one after another.</param>
/// <param name="CallAttempt">The attempt whose failure moves on to the next of <paramref name="CallList"/>.</param>
/// <param name="NextAttempt">Number of the next attempt.</param>
[GenerateSerializer, Immutable, Alias("fleet.alert.position")]
internal sealed record EscalationPosition(
    [property: Id(0)] int Round,
    [property: Id(1)] int Step,
    [property: Id(2)] DateTimeOffset? DueAt,
    [property: Id(3)] ImmutableArray<Recipient> CallList,
    [property: Id(4)] string? CallAttempt,
    [property: Id(5)] int NextAttempt)
{
    /// <summary>Before the first step.</summary>
    public static EscalationPosition NotStarted { get; } = new(0, -1, null, [], null, 1);
}

/// <summary>Somebody to be reached, resolved to a number when the step began.</summary>
/// <param name="Target">The policy's word for it: a contact id or a number.</param>
/// <param name="Name">For the timeline.</param>
/// <param name="Number">E.164.</param>
[GenerateSerializer, Immutable, Alias("fleet.alert.recipient")]
internal sealed record Recipient([property: Id(0)] string Target, [property: Id(1)] string Name, [property: Id(2)] string Number) : IKeepsUnknown
{
    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}

/// <summary>Why a step began.</summary>
internal enum PageReason
{
    /// <summary>Not set; never stored.</summary>
    Unknown = 0,

    /// <summary>The alert opened.</summary>
    Opened = 1,

    /// <summary>Nobody answered in the step before.</summary>
    Unanswered = 2,

    /// <summary>All steps went unanswered; the next round begins.</summary>
    RepeatDue = 3,

    /// <summary>The policy was used up and its slow interval is over.</summary>
    SlowRepeatDue = 4,

    /// <summary>A person asked for the next step.</summary>
    Escalated = 5,

    /// <summary>It became more severe.</summary>
    SeverityRaised = 6,

    /// <summary>The snooze is over.</summary>
    SnoozeOver = 7,

    /// <summary>The step before had nobody who could be reached.</summary>
    NobodyToReach = 8,
}
