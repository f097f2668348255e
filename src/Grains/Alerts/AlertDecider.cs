namespace FleetActors.Alerts;

/// <summary>
/// The alert's whole state machine: <c>(state, command, now) -> events, state, refusal</c>. No clock, no randomness, nothing asynchronous.
/// A repeat of a command yields no events.
/// </summary>
internal static class AlertDecider
{
    /// <summary>Decides one command.</summary>
    /// <exception cref="InvalidOperationException">A command other than <see cref="Open"/> met an alert that was never opened.</exception>
    public static Decision Decide(AlertState state, AlertCommand command, DateTimeOffset now)
    {
        if (!state.Exists && command is not Open)
        {
            throw new InvalidOperationException($"{command.GetType().Name} needs an open alert, but this one was never opened.");
        }

        var cause = command switch
        {
            LegEvent leg => leg.Event.EventId,
            DeliveryReport report => report.Report.EventId,
            Acknowledge acknowledge => acknowledge.Action.EventId,
            Escalate escalate => escalate.Action.EventId,
            _ => null,
        };
        var turn = new AlertTurn(state, now, cause);
        if (command is Acknowledge or Escalate && cause is not null && state.Timeline.Any(entry => entry.Cause == cause))
        {
            return turn.Done();
        }

        switch (command)
        {
            case Open open:
                Opening.Open(turn, open);
                return turn.Done();
            case Repeat repeat:
                return Opening.Repeat(turn, repeat);
            case Advise advise:
                Opening.Advise(turn, advise);
                return turn.Done();
            case Acknowledge acknowledge:
                return Answering.Acknowledge(turn, acknowledge.Action);
            case Escalate escalate:
                return Escalating.EscalateNow(turn, escalate.Book, escalate.Action);
            case Snooze snooze:
                return Answering.Snooze(turn, snooze.Action, snooze.Until);
            case Resolve resolve:
                return Answering.Resolve(turn, resolve.Action, resolve.TellsPaged);
            case AddNote note:
                turn.Emit(note.Action.By, new Noted(note.Action.Note ?? ""));
                return turn.Done();
            case LinkCall link:
                if (!turn.State.Calls.Contains(link.Link.CallId))
                {
                    turn.Emit(Actors.Call, new CallLinked(link.Link.CallId, link.Link.With, link.Link.Because));
                }

                return turn.Done();
            case LegEvent leg:
                return turn.Done(reply: Legs.Handle(turn, leg.Event, leg.Book));
            case DeliveryReport report:
                Results.Report(turn, report.Report);
                return turn.Done();
            case CommandResult result:
                Results.Handle(turn, result);
                return turn.Done();
            case Tick tick:
                Escalating.Tick(turn, tick.Book);
                return turn.Done();
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "Not a command of an alert.");
        }
    }
}
