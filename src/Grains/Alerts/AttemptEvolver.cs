namespace FleetActors.Alerts;

/// <summary>The part of <see cref="AlertEvolver"/> that concerns one attempt and, through it, the conference.</summary>
internal static class AttemptEvolver
{
    public static AlertState Evolve(AlertState state, AttemptEvent @event, DateTimeOffset at)
    {
        if (state.FindAttempt(@event.AttemptId) is not { } attempt)
        {
            return state;
        }

        var changed = state with { Attempts = state.Attempts.Replace(attempt, Change(attempt, @event, at)) };
        return Consequences(changed, @event, at);
    }

    private static Attempt Change(Attempt attempt, AttemptEvent @event, DateTimeOffset at) => @event switch
    {
        AttemptFailed e => End(attempt, at, e.Reason),
        AttemptWithdrawn => End(attempt, at, "withdrawn"),
        MessageSent e => End(attempt, at, "sent") with { SentAt = at, ProviderId = e.MessageId ?? attempt.ProviderId },
        MessageReported e => attempt with
        {
            SentAt = attempt.SentAt ?? at,
            DeliveryStatus = e.Status,
            EndedAt = attempt.EndedAt ?? at,
            Outcome = e.Error ?? attempt.Outcome ?? e.Status,
        },
        CallPlaced e => attempt with
        {
            SentAt = attempt.SentAt ?? at,
            ProviderId = attempt.ProviderId ?? e.CallControlId,
            Deadline = attempt.AnsweredAt is null && attempt.IsOpen ? e.Deadline : attempt.Deadline,
        },
        CallAnswered e => attempt with
        {
            SentAt = attempt.SentAt ?? at,
            AnsweredAt = attempt.AnsweredAt ?? at,
            ProviderId = attempt.ProviderId ?? e.CallControlId,
        },
        MachineAnswered e => attempt with { Machine = true, Deadline = attempt.IsOpen ? e.Deadline : attempt.Deadline },
        CallbackConnected e => attempt with { CallId = e.CallId, Deadline = attempt.IsOpen ? e.Deadline : null },
        PromptStarted e => attempt with { Prompt = e.Prompt, Spoken = e.Text, Deadline = e.Deadline },
        VoicemailStarted e => attempt with { Machine = true, LeavingMessage = true, Spoken = e.Text, Deadline = e.Deadline },
        FarewellStarted e => attempt with { Closing = true, Spoken = e.Text, Deadline = e.Deadline },
        LegReleased e => attempt with { Closing = true, Released = true, Deadline = e.Deadline },
        CallEnded e => End(attempt, at, e.Cause) with { Room = attempt.Room == RoomPlace.Outside ? RoomPlace.Outside : RoomPlace.Left },
        ConferenceWished => attempt with { Room = RoomPlace.Waiting, Deadline = null },
        ConferenceRequested => attempt with { Room = RoomPlace.Creating },
        ConferenceFailed => attempt with { Room = attempt.IsOpen ? RoomPlace.Waiting : attempt.Room },
        ConferenceJoinRequested => attempt with { Room = RoomPlace.Joining },
        ConferenceOpened or ConferenceJoined => attempt with { Room = attempt.IsOpen ? RoomPlace.Inside : attempt.Room, Deadline = null },
        ConferenceLeft e => attempt with { Room = RoomPlace.Left, Deadline = attempt.IsOpen ? e.Deadline : attempt.Deadline },
        _ => attempt,
    };

    private static AlertState Consequences(AlertState state, AttemptEvent @event, DateTimeOffset at)
    {
        var id = @event.AttemptId;
        return @event switch
        {
            AttemptFailed or AttemptWithdrawn or CallEnded => DropEffects(state, id),
            MessageSent or MessageReported => Settle(Settle(state, id, EffectKind.Sms), id, EffectKind.RecoverySms),
            CallPlaced or CallAnswered => Settle(state, id, EffectKind.Dial),
            MachineAnswered { StopsPrompt: true } => AlertEvolver.Owe(state, EffectKind.StopPrompt, id, at),
            CallbackConnected => AlertEvolver.Owe(state, EffectKind.OpenCall, id, at),
            PromptStarted e => AlertEvolver.Owe(state, EffectKind.Prompt, id, at, e.Prompt),
            VoicemailStarted => AlertEvolver.Owe(state, EffectKind.Voicemail, id, at),
            FarewellStarted => AlertEvolver.Owe(state, EffectKind.Farewell, id, at),
            LegReleased => AlertEvolver.Owe(DropEffects(state, id), EffectKind.Hangup, id, at),
            ConferenceRequested => AlertEvolver.Owe(
                state with { Conference = state.Conference with { Creator = id, Number = state.Conference.Number + 1 } },
                EffectKind.CreateConference,
                id,
                at),
            ConferenceOpened e => Settle(
                state with { Conference = state.Conference with { Id = e.ConferenceId, Creator = null, Failures = 0 } },
                id,
                EffectKind.CreateConference),
            ConferenceFailed => Settle(
                state with { Conference = state.Conference with { Creator = null, Failures = state.Conference.Failures + 1 } },
                id,
                EffectKind.CreateConference),
            ConferenceJoinRequested => AlertEvolver.Owe(state, EffectKind.JoinConference, id, at),
            ConferenceJoined => Settle(state, id, EffectKind.JoinConference),
            _ => state,
        };
    }

    private static Attempt End(Attempt attempt, DateTimeOffset at, string outcome) => attempt with
    {
        EndedAt = attempt.EndedAt ?? at,
        Outcome = attempt.Outcome ?? outcome,
        Deadline = null,
    };

    /// <summary>
    /// A leg that is over owes nothing; a conference being made from it stays owed, because its result says whether it exists, and so does the call that a
    /// device has answered: it was there, however short.
    /// </summary>
    private static AlertState DropEffects(AlertState state, string attemptId) => state with
    {
        Owed = state.Owed.RemoveAll(effect => effect.AttemptId == attemptId && effect.Kind is not (EffectKind.CreateConference or EffectKind.OpenCall)),
    };

    private static AlertState Settle(AlertState state, string attemptId, EffectKind kind) =>
        AlertEvolver.Settle(state, OwedEffect.IdFor(attemptId, kind));
}
