using System.Collections.Immutable;

namespace FleetActors.Alerts;

/// <summary>
/// One decision in the making: collects events and shows the state as it is with them. Never leaves <see cref="AlertDecider.Decide"/>,
/// so deciding stays a function of its arguments.
/// </summary>
internal sealed class AlertTurn(AlertState state, DateTimeOffset now, string? cause)
{
    private readonly ImmutableArray<TimelineEntry>.Builder _entries = ImmutableArray.CreateBuilder<TimelineEntry>();

    public AlertState State { get; private set; } = state;

    public DateTimeOffset Now { get; } = now;

    /// <summary>Adds an event and applies it.</summary>
    public void Emit(string actor, AlertEvent @event)
    {
        var sequence = State.Timeline.Length + 1;
        var entry = new TimelineEntry(sequence, Now, actor, @event, cause);
        State = AlertEvolver.Evolve(State, entry);
        _entries.Add(entry);
    }

    public Decision Done(Refusal? refusal = null, CallEventReply reply = CallEventReply.EventReceived) =>
        new(State, _entries.ToImmutable(), refusal, reply);
}

/// <summary>Who caused an event, where it was no person.</summary>
internal static class Actors
{
    public const string Policy = "policy";
    public const string Provider = "provider";
    public const string Rule = "rule";
    public const string Client = "client";
    public const string Inference = "inference";
    public const string Call = "emergency call";
}

/// <summary>What was decided: the events, the state with them, a refusal, and the words for a webhook.</summary>
internal sealed record Decision(AlertState State, ImmutableArray<TimelineEntry> Entries, Refusal? Refusal, CallEventReply Reply);

/// <summary>A rule refused the command.</summary>
internal sealed record Refusal(ActionOutcome Outcome, string Reason);
