using FleetActors.Telephony;

namespace FleetActors.Alerts;

/// <summary>
/// What the provider's answers to owed commands lead to. The one place that retries: an effect stays owed, under the same identity, until it is
/// settled or given up.
/// </summary>
internal static class Results
{
    /// <summary>Commands on a leg are worth little after this many refusals; pages and hang-ups go on.</summary>
    private const int MaxLegTries = 6;

    private const int MaxRecoveryTries = 10;

    /// <summary>How long a delivery report is awaited before a text that may have left is sent again: texts have no idempotency key.</summary>
    private static readonly TimeSpan ReportPatience = TimeSpan.FromSeconds(15);

    public static void Handle(AlertTurn turn, CommandResult command)
    {
        if (turn.State.FindOwed(command.EffectId) is not { } effect)
        {
            OnCalledOff(turn, command);
            return;
        }

        if (effect.Kind == EffectKind.Classify || turn.State.FindAttempt(effect.AttemptId) is not { } attempt)
        {
            return;
        }

        switch (command.Result.Outcome)
        {
            case TelephonyOutcome.Accepted:
                OnAccepted(turn, effect, attempt, command.Result.Id);
                break;
            case TelephonyOutcome.Transient or TelephonyOutcome.AnswerLost when MayTryAgain(effect):
                Delay(turn, effect, command);
                break;
            case TelephonyOutcome.Gone:
                OnGone(turn, effect, attempt, command.Result);
                break;
            default:
                OnRefused(turn, effect, attempt, command.Result);
                break;
        }
    }

    public static void Report(AlertTurn turn, MessageReport report)
    {
        var attemptId = report.EffectId.Split('.')[0];
        if (turn.State.FindAttempt(attemptId) is { IsLeg: false } attempt
            && attempt.DeliveryStatus != report.Status
            && !turn.State.Timeline.Any(entry => entry.Cause == report.EventId))
        {
            turn.Emit(Actors.Provider, new MessageReported(attempt.Id, report.Status, report.Error));
        }
    }

    private static void OnCalledOff(AlertTurn turn, CommandResult command)
    {
        var attempt = turn.State.FindAttempt(command.EffectId.Split('.')[0]);
        if (attempt is not { Outcome: "withdrawn" } || command.Result.Outcome != TelephonyOutcome.Accepted)
        {
            return;
        }

        if (attempt.IsLeg)
        {
            Legs.EndUnwanted(turn, attempt, command.Result.Id);
        }
        else if (attempt.SentAt is null)
        {
            turn.Emit(Actors.Provider, new MessageSent(attempt.Id, command.Result.Id));
        }
    }

    private static void OnAccepted(AlertTurn turn, OwedEffect effect, Attempt attempt, string? id)
    {
        switch (effect.Kind)
        {
            case EffectKind.Sms or EffectKind.RecoverySms:
                turn.Emit(Actors.Provider, new MessageSent(attempt.Id, id));
                break;
            case EffectKind.Dial:
                turn.Emit(Actors.Provider, new CallPlaced(attempt.Id, id, turn.Now + Legs.RingPatience));
                break;
            case EffectKind.CreateConference when id is not null:
                Conferencing.Opened(turn, attempt, id);
                break;
            case EffectKind.JoinConference:
                turn.Emit(Actors.Provider, new ConferenceJoined(attempt.Id));
                break;
            default:
                turn.Emit(Actors.Provider, new CommandDone(effect.Id));
                break;
        }
    }

    private static bool MayTryAgain(OwedEffect effect) => effect.Kind switch
    {
        EffectKind.Sms or EffectKind.Dial or EffectKind.Hangup or EffectKind.CreateConference or EffectKind.JoinConference => true,
        EffectKind.RecoverySms => effect.Tries < MaxRecoveryTries,
        _ => effect.Tries < MaxLegTries,
    };

    private static void Delay(AlertTurn turn, OwedEffect effect, CommandResult command)
    {
        var lost = command.Result.Outcome == TelephonyOutcome.AnswerLost;
        var wait = lost && effect.Kind is EffectKind.Sms or EffectKind.RecoverySms ? ReportPatience : Backoff.After(effect.Id, effect.Tries);
        if (command.Result.RetryAfter is { } wish && wish > wait)
        {
            wait = wish;
        }

        turn.Emit(Actors.Provider, new CommandDelayed(effect.Id, command.Result.Reason, turn.Now + wait, lost ? command.SentAt : null));
    }

    private static void OnGone(AlertTurn turn, OwedEffect effect, Attempt attempt, TelephonyResult result)
    {
        switch (effect.Kind)
        {
            case EffectKind.StopPrompt:
                turn.Emit(Actors.Provider, new CommandDone(effect.Id));
                break;
            case EffectKind.CreateConference:
                turn.Emit(Actors.Provider, new CallEnded(attempt.Id, "gone"));
                Conferencing.Failed(turn, attempt, result.Reason);
                Paging.NotReached(turn, attempt.Id);
                break;
            case EffectKind.JoinConference:
                // Either the leg or the conference is gone. Making a new one from this leg tells which.
                turn.Emit(Actors.Provider, new CommandRefused(effect.Id, result.Code, result.Reason));
                Conferencing.Closed(turn, turn.State.Conference.Id);
                Conferencing.Failed(turn, attempt, result.Reason);
                break;
            case EffectKind.Sms or EffectKind.RecoverySms or EffectKind.Dial:
                OnRefused(turn, effect, attempt, result);
                break;
            default:
                turn.Emit(Actors.Provider, new CallEnded(attempt.Id, "gone"));
                Paging.NotReached(turn, attempt.Id);
                break;
        }
    }

    private static void OnRefused(AlertTurn turn, OwedEffect effect, Attempt attempt, TelephonyResult result)
    {
        switch (effect.Kind)
        {
            case EffectKind.Sms or EffectKind.RecoverySms or EffectKind.Dial:
                turn.Emit(Actors.Provider, new AttemptFailed(attempt.Id, result.Code, result.Reason));
                Paging.NotReached(turn, attempt.Id);
                break;
            case EffectKind.CreateConference:
                Conferencing.Failed(turn, attempt, result.Reason);
                break;
            case EffectKind.JoinConference:
                turn.Emit(Actors.Provider, new CommandRefused(effect.Id, result.Code, result.Reason));
                Legs.Farewell(turn, attempt, AlertTexts.ConferenceImpossible);
                break;
            case EffectKind.Hangup:
                turn.Emit(Actors.Provider, new CommandRefused(effect.Id, result.Code, result.Reason));
                turn.Emit(Actors.Policy, new CallEnded(attempt.Id, "unheard_of"));
                break;
            case EffectKind.StopPrompt:
                turn.Emit(Actors.Provider, new CommandRefused(effect.Id, result.Code, result.Reason));
                break;
            default:
                turn.Emit(Actors.Provider, new CommandRefused(effect.Id, result.Code, result.Reason));
                Answering.Release(turn, attempt, "cannot speak on the leg");
                Paging.NotReached(turn, attempt.Id);
                break;
        }
    }
}
