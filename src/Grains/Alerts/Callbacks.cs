using FleetActors.OnCall;

namespace FleetActors.Alerts;

/// <summary>
/// Calls the alert's device back, so that somebody hears what happens there. The attempt is the alert's; once the device has answered, the leg is an
/// emergency call, which answers for nothing.
/// </summary>
internal static class Callbacks
{
    /// <summary>The provider ends any leg after four hours; a margin for its word of it.</summary>
    private static readonly TimeSpan CallPatience = TimeSpan.FromHours(4) + TimeSpan.FromMinutes(5);

    /// <summary>Dials the device; false, and the timeline says why, when there is nothing to dial.</summary>
    public static bool Start(AlertTurn turn, PageBook book)
    {
        if (book.Device is not { } device)
        {
            turn.Emit(Actors.Policy, new Noted(turn.State.Report?.DeviceId is { } id
                ? $"Device {id} cannot be called back: it has no phone number."
                : "Nothing can be called back: the alert names no device."));
            return false;
        }

        if (!Paging.IsOnALeg(turn.State, device.Number))
        {
            Paging.Start(turn, Channel.Callback, new Recipient(turn.State.Report!.DeviceId!, device.Name, device.Number), null);
        }

        return true;
    }

    /// <summary>Webhooks of the device's leg. What is said and pressed on it is the call's affair.</summary>
    public static void React(AlertTurn turn, Attempt attempt, CallEvent e)
    {
        switch (e.Kind)
        {
            case CallEventKind.Initiated when attempt.SentAt is null:
                turn.Emit(Actors.Provider, new CallPlaced(attempt.Id, e.CallControlId, turn.Now + Legs.RingPatience));
                break;
            case CallEventKind.Answered when attempt.AnsweredAt is null:
                OnAnswered(turn, attempt, e);
                break;
            case CallEventKind.Hangup when attempt.IsOpen:
                turn.Emit(Actors.Provider, new CallEnded(attempt.Id, e.Detail ?? "unspecified"));
                Paging.NotReached(turn, attempt.Id);
                break;
            default:
                break;
        }
    }

    /// <summary>
    /// The device did not answer. Where the step does nothing else, what follows is due at once - but not a new round: that would ring the same device again
    /// and again.
    /// </summary>
    public static void NotReached(AlertTurn turn, Attempt attempt)
    {
        var position = turn.State.Escalation;
        var isLastStep = position.Step + 1 >= turn.State.Policy!.Steps.Length;
        if (turn.State.MayPage && attempt.AnsweredAt is null && IsOfStep(attempt, position) && !isLastStep && position.DueAt > turn.Now
            && !turn.State.Attempts.Any(other => other.Id != attempt.Id && other.Purpose == AttemptPurpose.Page && IsOfStep(other, position)))
        {
            turn.Emit(Actors.Policy, new StepCutShort("the device was not reached"));
        }
    }

    private static void OnAnswered(AlertTurn turn, Attempt attempt, CallEvent e)
    {
        turn.Emit(Actors.Provider, new CallAnswered(attempt.Id, e.CallControlId));
        if (!attempt.IsOpen || attempt.Released)
        {
            return;
        }

        if (e.CallId is { } callId && e.CallControlId is not null)
        {
            turn.Emit(Actors.Policy, new CallbackConnected(attempt.Id, callId, turn.Now + CallPatience));
        }
        else
        {
            Answering.Release(turn, turn.State.FindAttempt(attempt.Id)!, "the provider named no call");
        }
    }

    private static bool IsOfStep(Attempt attempt, EscalationPosition position) => attempt.Round == position.Round && attempt.Step == position.Step;
}
