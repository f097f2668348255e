using System.Collections.Immutable;

namespace FleetActors.Alerts;

/// <summary>
/// <c>state + event -> state</c>. The only way a state comes about: live decisions and reading from storage run the same code, so what a stored
/// event does to a state is part of the data format. What shall be different from now on is a new kind of event.
/// Total: an event about an attempt that is not there, or of a kind that only a newer release knows, changes nothing but the timeline.
/// </summary>
internal static class AlertEvolver
{
    /// <summary>The state that a timeline adds up to.</summary>
    public static AlertState Replay(IEnumerable<TimelineEntry> timeline) =>
        timeline.Aggregate(new AlertState(), Evolve);

    /// <summary>Applies one event and appends it to the timeline (repeats are counted, not kept).</summary>
    public static AlertState Evolve(AlertState state, TimelineEntry entry)
    {
        var next = entry.Event switch
        {
            AlertOpened e => OnOpened(e, entry.At),
            AlertRepeated e => state with
            {
                Occurrences = state.Occurrences with { Count = state.Occurrences.Count + 1, LastAt = entry.At, LastSensorJson = e.SensorJson },
            },
            AttemptStarted e => OnAttemptStarted(state, e, entry.At),
            AttemptEvent e => AttemptEvolver.Evolve(state, e, entry.At),
            CommandDone e => Settle(state, e.EffectId),
            CommandRefused e => Settle(state, e.EffectId),
            CommandDelayed e => OnDelayed(state, e),
            ConferenceClosed e when state.Conference.Id == e.ConferenceId => state with { Conference = state.Conference with { Id = null } },
            _ => OnStatus(state, entry),
        };

        next = next with { UpdatedAt = entry.At };
        return entry.Event is AlertRepeated ? next : next with { Timeline = next.Timeline.Add(entry) };
    }

    /// <summary>The state without the effect.</summary>
    internal static AlertState Settle(AlertState state, string effectId) =>
        state.FindOwed(effectId) is { } effect ? state with { Owed = state.Owed.Remove(effect) } : state;

    /// <summary>The state with one more effect owed; the same effect is never owed twice.</summary>
    internal static AlertState Owe(AlertState state, EffectKind kind, string attemptId, DateTimeOffset at, int prompt = 0)
    {
        var id = OwedEffect.IdFor(attemptId, kind, prompt);
        return state.FindOwed(id) is null
            ? state with { Owed = state.Owed.Add(new OwedEffect(id, kind, attemptId, at, null, 0, null)) }
            : state;
    }

    private static AlertState OnOpened(AlertOpened e, DateTimeOffset at) => new()
    {
        AlertId = e.AlertId,
        Status = AlertStatus.Open,
        Report = e.Report,
        Classification = e.Classification,
        Policy = e.Policy,
        Escalation = EscalationPosition.NotStarted with { DueAt = at + e.Policy.Steps[0].Delay },
        CreatedAt = at,
        Occurrences = new Occurrences(1, at, null),
        Owed = e.AsksInference ? [new OwedEffect(OwedEffect.ClassifyId, EffectKind.Classify, null, at, null, 0, null)] : [],
    };

    private static AlertState OnAttemptStarted(AlertState state, AttemptStarted e, DateTimeOffset at)
    {
        var attempt = new Attempt
        {
            Id = e.AttemptId,
            Purpose = e.Purpose,
            Round = e.Round,
            Step = e.Step,
            Channel = e.Channel,
            Recipient = e.Recipient,
            ReplyCode = e.ReplyCode,
            StartedAt = at,
        };
        var position = state.Escalation with { NextAttempt = state.Escalation.NextAttempt + 1 };
        if (e.Channel == OnCall.Channel.Call)
        {
            position = position with { CallAttempt = e.AttemptId, CallList = After(position.CallList, e.Recipient) };
        }

        var kind = e switch
        {
            { Purpose: AttemptPurpose.Recovery } => EffectKind.RecoverySms,
            { Channel: OnCall.Channel.Sms } => EffectKind.Sms,
            _ => EffectKind.Dial,
        };
        return Owe(state with { Attempts = state.Attempts.Add(attempt), Escalation = position }, kind, e.AttemptId, at);
    }

    private static ImmutableArray<Recipient> After(ImmutableArray<Recipient> list, Recipient called) =>
        list.IndexOf(called) is var index and >= 0 ? list.RemoveRange(0, index + 1) : list;

    private static AlertState OnDelayed(AlertState state, CommandDelayed e)
    {
        if (state.FindOwed(e.EffectId) is not { } effect)
        {
            return state;
        }

        var delayed = effect with { NotBefore = e.RetryAt, Tries = effect.Tries + 1, FirstSentAt = effect.FirstSentAt ?? e.SentAt };
        return state with { Owed = state.Owed.Replace(effect, delayed) };
    }

    private static AlertState OnStatus(AlertState state, TimelineEntry entry) => entry.Event switch
    {
        SeverityRaised e => state with
        {
            Classification = state.Classification with { Severity = e.To },
            Policy = e.Policy,
        },
        Classified e => Settle(state, OwedEffect.ClassifyId) with { Classification = e.Classification },
        StepStarted e => state with
        {
            Status = AlertStatus.Paging,
            Escalation = state.Escalation with { Round = e.Round, Step = e.Step, DueAt = e.DueAt, CallList = e.CallList, CallAttempt = null },
        },
        StepCutShort => state with { Escalation = state.Escalation with { DueAt = entry.At } },
        CallLinked e when !state.Calls.Contains(e.CallId) => state with { Calls = state.Calls.Add(e.CallId) },
        PolicyExhausted e => state with
        {
            Status = AlertStatus.Exhausted,
            Escalation = state.Escalation with { DueAt = e.RepagesAt, CallList = [], CallAttempt = null },
        },
        Acknowledged e => StopPaging(state) with
        {
            Status = AlertStatus.Acknowledged,
            Acknowledged = new AnsweredFor(e.By, entry.At, e.Via),
            SnoozedUntil = null,
        },
        Snoozed e => StopPaging(state) with { Status = AlertStatus.Snoozed, SnoozedUntil = e.Until },
        SnoozeEnded => state with
        {
            Status = AlertStatus.Open,
            SnoozedUntil = null,
            Escalation = state.Escalation with { Round = 0, Step = -1, DueAt = entry.At },
        },
        Resolved e => StopPaging(state) with
        {
            Status = AlertStatus.Resolved,
            Resolved = new AnsweredFor(e.By, entry.At, e.Via),
            SnoozedUntil = null,
        },
        _ => state,
    };

    private static AlertState StopPaging(AlertState state) => state with
    {
        Owed = state.Owed.RemoveAll(effect => effect.IsPage || effect.Kind == EffectKind.Classify),
        Escalation = state.Escalation with { DueAt = null, CallList = [], CallAttempt = null },
    };
}
