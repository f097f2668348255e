using FleetActors.OnCall;

namespace FleetActors.Alerts;

/// <summary>A human answers for the alert, pauses it or ends it: what had not left does not leave, what rings is hung up.</summary>
internal static class Answering
{
    private static readonly TimeSpan HangupPatience = TimeSpan.FromSeconds(30);

    public static Decision Acknowledge(AlertTurn turn, OperatorAction action)
    {
        switch (turn.State.Status)
        {
            case AlertStatus.Acknowledged:
                return turn.Done(new Refusal(ActionOutcome.Already, Refusals.NotPaging(turn.State)));
            case AlertStatus.Resolved:
                return turn.Done(new Refusal(ActionOutcome.Refused, Refusals.NotPaging(turn.State)));
            default:
                AcknowledgeBy(turn, action.By, action.Via, action.Note);
                return turn.Done();
        }
    }

    /// <summary>Writes the acknowledgement. Legs called for a conference stay, ringing or not: people may still want to talk.</summary>
    public static void AcknowledgeBy(AlertTurn turn, string by, string via, string? note)
    {
        turn.Emit(by, new Acknowledged(by, via, note));
        CallOff(turn, $"acknowledged by {by}", keepsConference: true);
    }

    public static Decision Snooze(AlertTurn turn, OperatorAction action, DateTimeOffset until)
    {
        if (turn.State.Status is AlertStatus.Acknowledged or AlertStatus.Resolved or AlertStatus.Suppressed)
        {
            return turn.Done(new Refusal(ActionOutcome.Refused, Refusals.NotPaging(turn.State)));
        }

        if (until <= turn.Now)
        {
            return turn.Done(new Refusal(ActionOutcome.Refused, "The end of the snooze is not in the future."));
        }

        turn.Emit(action.By, new Snoozed(action.By, until, action.Note));
        CallOff(turn, $"snoozed by {action.By}", keepsConference: false);
        return turn.Done();
    }

    public static Decision Resolve(AlertTurn turn, OperatorAction action, bool tellsPaged)
    {
        if (turn.State.Status == AlertStatus.Resolved)
        {
            return turn.Done(new Refusal(ActionOutcome.Already, Refusals.NotPaging(turn.State)));
        }

        turn.Emit(action.By, new Resolved(action.By, action.Via, action.Note));
        CallOff(turn, $"resolved by {action.By}", keepsConference: false);
        if (tellsPaged)
        {
            TellThosePaged(turn);
        }

        return turn.Done();
    }

    /// <summary>Hangs up a leg, or forgets it when the provider never gave it an id.</summary>
    public static void Release(AlertTurn turn, Attempt attempt, string why)
    {
        if (!attempt.Released)
        {
            turn.Emit(Actors.Policy, new LegReleased(attempt.Id, why, turn.Now + HangupPatience));
        }
    }

    private static void CallOff(AlertTurn turn, string why, bool keepsConference)
    {
        foreach (var attempt in turn.State.Attempts)
        {
            if (!attempt.IsOpen || attempt.Purpose != AttemptPurpose.Page)
            {
                continue;
            }

            if (attempt.SentAt is null)
            {
                turn.Emit(Actors.Policy, new AttemptWithdrawn(attempt.Id));
            }
            else if (attempt.IsLeg && (attempt.Machine || attempt.AnsweredAt is null) && !(keepsConference && attempt is { Channel: Channel.Conference, Machine: false }))
            {
                Release(turn, attempt, why);
            }
        }
    }

    private static void TellThosePaged(AlertTurn turn)
    {
        var texted = turn.State.Attempts
            .Where(attempt => attempt is { Purpose: AttemptPurpose.Page, Channel: Channel.Sms, SentAt: not null })
            .DistinctBy(attempt => attempt.Recipient.Number)
            .ToList();
        foreach (var attempt in texted)
        {
            var id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"a{turn.State.Escalation.NextAttempt}");
            turn.Emit(
                Actors.Policy,
                new AttemptStarted(id, AttemptPurpose.Recovery, attempt.Round, attempt.Step, Channel.Sms, attempt.Recipient, null));
        }
    }
}
