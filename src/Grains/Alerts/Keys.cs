using FleetActors.OnCall;

namespace FleetActors.Alerts;

/// <summary>
/// Keys pressed on a page leg: 1 acknowledge, 2 escalate now, 3 join the conference, 9 repeat. 1 and 3 may act on the single key already,
/// because doing them twice is harmless; 2 and 9 only when their own prompt ends.
/// </summary>
internal static class Keys
{
    private const int MaxPrompts = 20;

    public static void React(AlertTurn turn, Attempt attempt, CallEvent e, PageBook book)
    {
        var isGather = e.Kind == CallEventKind.GatherEnded;
        switch (e.Digits)
        {
            case ['1', ..]:
                OnAcknowledge(turn, attempt, e.Digits);
                break;
            case ['3', ..] when attempt is { IsOpen: true, Closing: false, Room: RoomPlace.Outside }:
                turn.Emit(attempt.Recipient.Name, new DigitsPressed(attempt.Id, e.Digits));
                Conferencing.Wish(turn, attempt);
                break;
            case ['2', ..] when isGather && IsCurrent(attempt, e):
                OnEscalate(turn, attempt, e.Digits, book);
                break;
            case ['9', ..] when isGather && IsCurrent(attempt, e) && attempt.Prompt < MaxPrompts:
                turn.Emit(attempt.Recipient.Name, new DigitsPressed(attempt.Id, e.Digits));
                Legs.Prompt(turn, attempt);
                break;
            default:
                if (isGather && e.Detail is "timeout" or "invalid" or "valid" && IsCurrent(attempt, e))
                {
                    Answering.Release(turn, attempt, "no key pressed");
                    Paging.NotReached(turn, attempt.Id);
                }

                break;
        }
    }

    private static void OnAcknowledge(AlertTurn turn, Attempt attempt, string digits)
    {
        var name = attempt.Recipient.Name;
        if (turn.State.Status is not (AlertStatus.Acknowledged or AlertStatus.Resolved))
        {
            // Also after the leg is over: webhooks overtake each other, and the key was pressed.
            turn.Emit(name, new DigitsPressed(attempt.Id, digits));
            Answering.AcknowledgeBy(turn, name, "call", null);
        }
        else if (attempt is { IsOpen: true, Closing: false, Room: RoomPlace.Outside })
        {
            turn.Emit(name, new DigitsPressed(attempt.Id, digits));
        }

        if (turn.State.FindAttempt(attempt.Id) is { IsOpen: true, Closing: false, Room: RoomPlace.Outside } leg)
        {
            if (leg.Channel == Channel.Conference && turn.State.Status == AlertStatus.Acknowledged)
            {
                Conferencing.Wish(turn, leg);
            }
            else
            {
                Legs.Farewell(turn, leg, AlertTexts.Thanks(turn.State, name));
            }
        }
    }

    private static void OnEscalate(AlertTurn turn, Attempt attempt, string digits, PageBook book)
    {
        turn.Emit(attempt.Recipient.Name, new DigitsPressed(attempt.Id, digits));
        if (turn.State.MayPage)
        {
            Legs.Farewell(turn, attempt, AlertTexts.Escalating);
            Escalating.StepOn(turn, book);
        }
        else
        {
            Legs.Farewell(turn, attempt, AlertTexts.NoLongerNeeded(turn.State));
        }
    }

    /// <summary>The key belongs to the prompt that runs now, on a leg where a human is being briefed.</summary>
    private static bool IsCurrent(Attempt attempt, CallEvent e) =>
        attempt is { IsOpen: true, Closing: false, Machine: false, Room: RoomPlace.Outside } && (e.Prompt == 0 || e.Prompt == attempt.Prompt);
}
