using FleetActors.OnCall;

namespace FleetActors.Alerts;

/// <summary>What webhooks of a page leg lead to. They repeat, overlap and overtake each other, so every branch asks the facts first.</summary>
internal static class Legs
{
    /// <summary>How long a leg may be silent after the provider took the dial: the ring time-out and a margin.</summary>
    public static readonly TimeSpan RingPatience = AlertTexts.RingTimeout + TimeSpan.FromSeconds(30);

    private static readonly TimeSpan PromptPatience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan GreetingPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan MessagePatience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan FarewellPatience = TimeSpan.FromSeconds(30);

    /// <summary>Handles one webhook and says what to answer it with. A webhook seen before changes nothing.</summary>
    public static CallEventReply Handle(AlertTurn turn, CallEvent e, PageBook book)
    {
        var attempt = Find(turn.State, e);
        if (attempt is not null && !turn.State.Timeline.Any(entry => entry.Cause == e.EventId))
        {
            React(turn, attempt, e, book);
        }

        return e.Kind switch
        {
            CallEventKind.Hangup => CallEventReply.CallEnded,
            CallEventKind.Answered when attempt is { Channel: not Channel.Callback } => CallEventReply.Briefing,
            CallEventKind.SpeakEnded when attempt is { Channel: not Channel.Callback } => CallEventReply.Listening,
            _ => CallEventReply.EventReceived,
        };
    }

    /// <summary>Nothing was heard of the leg for too long.</summary>
    public static void GiveUp(AlertTurn turn, Attempt attempt)
    {
        if (attempt.Released || attempt.ProviderId is null)
        {
            turn.Emit(Actors.Policy, new CallEnded(attempt.Id, "unheard_of"));
        }
        else
        {
            Answering.Release(turn, attempt, attempt.Closing || attempt.Machine || attempt.Room == RoomPlace.Left ? "done" : "unheard of");
        }

        Paging.NotReached(turn, attempt.Id);
    }

    /// <summary>Says a last sentence and hangs up after it.</summary>
    public static void Farewell(AlertTurn turn, Attempt attempt, string text)
    {
        if (attempt is { IsOpen: true, Closing: false })
        {
            turn.Emit(Actors.Policy, new FarewellStarted(attempt.Id, text, turn.Now + FarewellPatience));
        }
    }

    /// <summary>A leg of a dial that was called off while it was on its way: hang it up.</summary>
    public static void EndUnwanted(AlertTurn turn, Attempt attempt, string? callControlId)
    {
        if (callControlId is not null && !attempt.Released)
        {
            turn.Emit(Actors.Provider, new CallPlaced(attempt.Id, callControlId, turn.Now + RingPatience));
            Answering.Release(turn, attempt, "called off");
        }
    }

    /// <summary>Conference webhooks carry the maker's client state whoever they are about, so for them only the leg's own id counts.</summary>
    private static Attempt? Find(AlertState state, CallEvent e)
    {
        var byLeg = e.CallControlId is null ? null : state.Attempts.FirstOrDefault(one => one.IsLeg && one.ProviderId == e.CallControlId);
        var isConference = e.Kind is CallEventKind.ConferenceJoined or CallEventKind.ConferenceLeft;
        return byLeg ?? (isConference && e.CallControlId is not null ? null : state.FindAttempt(e.AttemptId));
    }

    private static void React(AlertTurn turn, Attempt attempt, CallEvent e, PageBook book)
    {
        if (attempt.Outcome == "withdrawn" && e.Kind is not CallEventKind.Hangup)
        {
            EndUnwanted(turn, attempt, e.CallControlId);
            return;
        }

        if (attempt.Channel == Channel.Callback)
        {
            Callbacks.React(turn, attempt, e);
            return;
        }

        switch (e.Kind)
        {
            case CallEventKind.Initiated when attempt.SentAt is null:
                turn.Emit(Actors.Provider, new CallPlaced(attempt.Id, e.CallControlId, turn.Now + RingPatience));
                break;
            case CallEventKind.Answered:
                OnAnswered(turn, attempt, e);
                break;
            case CallEventKind.MachineDetected:
                OnDetection(turn, attempt, e);
                break;
            case CallEventKind.GreetingEnded:
                OnGreetingEnded(turn, attempt);
                break;
            case CallEventKind.SpeakEnded when attempt is { IsOpen: true } && (attempt.LeavingMessage || attempt.Closing):
                Answering.Release(turn, attempt, attempt.LeavingMessage ? "message left" : "done");
                break;
            case CallEventKind.Digit or CallEventKind.GatherEnded:
                Keys.React(turn, attempt, e, book);
                break;
            case CallEventKind.Hangup when attempt.IsOpen:
                turn.Emit(Actors.Provider, new CallEnded(attempt.Id, e.Detail ?? "unspecified"));
                Paging.NotReached(turn, attempt.Id);
                break;
            case CallEventKind.ConferenceJoined:
                Conferencing.Joined(turn, attempt, e.ConferenceId);
                break;
            case CallEventKind.ConferenceLeft:
                Conferencing.Left(turn, attempt);
                break;
            case CallEventKind.ConferenceEnded:
                Conferencing.Closed(turn, e.ConferenceId);
                break;
            default:
                break;
        }
    }

    private static void OnAnswered(AlertTurn turn, Attempt attempt, CallEvent e)
    {
        if (attempt.AnsweredAt is not null)
        {
            return;
        }

        turn.Emit(Actors.Provider, new CallAnswered(attempt.Id, e.CallControlId));
        if (!attempt.IsOpen || attempt.Released || attempt.Machine)
        {
            return;
        }

        if (turn.State.MayPage || (turn.State.Status == AlertStatus.Acknowledged && attempt.Channel == Channel.Conference))
        {
            Prompt(turn, turn.State.FindAttempt(attempt.Id)!);
        }
        else
        {
            Farewell(turn, attempt, AlertTexts.NoLongerNeeded(turn.State));
        }
    }

    /// <summary>Speaks the briefing (again) and waits for a key.</summary>
    public static void Prompt(AlertTurn turn, Attempt attempt) =>
        turn.Emit(Actors.Policy, new PromptStarted(attempt.Id, attempt.Prompt + 1, AlertTexts.Prompt(turn.State), turn.Now + PromptPatience));

    private static void OnDetection(AlertTurn turn, Attempt attempt, CallEvent e)
    {
        if (e.AnsweredBy != AnsweredBy.Machine)
        {
            turn.Emit(Actors.Provider, new HumanAnswered(attempt.Id));
        }
        else if (IsUndecided(attempt))
        {
            FoundMachine(turn, attempt);
        }
    }

    private static void OnGreetingEnded(AlertTurn turn, Attempt attempt)
    {
        // The end of a greeting can be the first that is heard of a machine: a beep may come before the detection ends.
        if (IsUndecided(attempt))
        {
            FoundMachine(turn, attempt);
        }

        if (turn.State.FindAttempt(attempt.Id) is { IsOpen: true, Machine: true, LeavingMessage: false, Closing: false } machine)
        {
            turn.Emit(Actors.Policy, new VoicemailStarted(machine.Id, AlertTexts.Voicemail(turn.State), turn.Now + MessagePatience));
        }
    }

    private static void FoundMachine(AlertTurn turn, Attempt attempt)
    {
        var stopsPrompt = attempt is { IsOpen: true, Prompt: > 0 };
        turn.Emit(Actors.Provider, new MachineAnswered(attempt.Id, stopsPrompt, turn.Now + GreetingPatience));
        if (!turn.State.MayPage && attempt.IsOpen)
        {
            Answering.Release(turn, attempt, "not needed any more");
        }

        Paging.NotReached(turn, attempt.Id);
    }

    /// <summary>Nobody has pressed a key or asked for the conference: it may still be a machine.</summary>
    private static bool IsUndecided(Attempt attempt) => attempt is { Machine: false, Closing: false, Room: RoomPlace.Outside };
}
