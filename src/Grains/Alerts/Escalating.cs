namespace FleetActors.Alerts;

/// <summary>The policy's clockwork: which step runs, when the next one begins, what is given up.</summary>
internal static class Escalating
{
    /// <summary>Does everything that is due now. Early and repeated ticks do nothing.</summary>
    /// <param name="book">Null: no step may begin now, since whom it pages was not looked up.</param>
    public static void Tick(AlertTurn turn, PageBook? book)
    {
        GiveUpSilentLegs(turn);
        if (book is null)
        {
            return;
        }

        if (turn.State is { Status: AlertStatus.Snoozed, SnoozedUntil: { } until } && until <= turn.Now)
        {
            turn.Emit(Actors.Policy, new SnoozeEnded());
            BeginStep(turn, book, round: 1, step: 0, PageReason.SnoozeOver);
        }
        else if (turn.State.MayPage && turn.State.Escalation.DueAt <= turn.Now)
        {
            Advance(turn, book);
        }
    }

    /// <summary>A person wants the next step now.</summary>
    public static Decision EscalateNow(AlertTurn turn, PageBook book, OperatorAction action)
    {
        if (turn.State.Status is AlertStatus.Acknowledged or AlertStatus.Resolved or AlertStatus.Suppressed)
        {
            return turn.Done(new Refusal(ActionOutcome.Refused, Refusals.NotPaging(turn.State)));
        }

        turn.Emit(action.By, new Noted(action.Note is null ? $"Escalated by {action.By} ({action.Via})." : $"Escalated by {action.By} ({action.Via}): {action.Note}"));
        StepOn(turn, book);
        return turn.Done();
    }

    /// <summary>The next step now, whatever its delay; after the last one a new round.</summary>
    public static void StepOn(AlertTurn turn, PageBook book)
    {
        if (turn.State.Status == AlertStatus.Snoozed)
        {
            turn.Emit(Actors.Policy, new SnoozeEnded());
        }

        var position = turn.State.Escalation;
        var (round, step) = position.Step + 1 < turn.State.Policy!.Steps.Length && turn.State.Status != AlertStatus.Exhausted
            ? (Math.Max(1, position.Round), position.Step + 1)
            : (position.Round + 1, 0);
        BeginStep(turn, book, round, step, PageReason.Escalated);
    }

    /// <summary>Begins a step and pages. A step that reaches nobody is passed over at once; when no step does, the policy is used up.</summary>
    public static void BeginStep(AlertTurn turn, PageBook book, int round, int step, PageReason why)
    {
        var policy = turn.State.Policy!;
        for (var tried = 0; tried < policy.Steps.Length; tried++)
        {
            var dueAt = turn.Now + policy.Steps[step].AckTimeout + DelayAfter(policy, round, step);
            var people = Recipients.Of(book, policy.Steps[step]);
            var channels = Paging.ChannelsOf(policy, step, round);
            var callList = channels.Contains(OnCall.Channel.Call) ? people.CallList : [];
            turn.Emit(Actors.Policy, new StepStarted(round, step, dueAt, why, callList));
            foreach (var missing in people.Missing)
            {
                turn.Emit(Actors.Policy, new Noted($"Nobody is behind the target '{missing}'."));
            }

            if (Paging.Page(turn, book, people, channels))
            {
                return;
            }

            if (step + 1 == policy.Steps.Length && round >= policy.Rounds)
            {
                break;
            }

            (round, step) = step + 1 < policy.Steps.Length ? (round, step + 1) : (round + 1, 0);
            why = PageReason.NobodyToReach;
        }

        turn.Emit(Actors.Policy, new PolicyExhausted(turn.Now + policy.SlowInterval, "Nobody could be reached."));
    }

    private static void Advance(AlertTurn turn, PageBook book)
    {
        var policy = turn.State.Policy!;
        var position = turn.State.Escalation;
        if (position.Round == 0)
        {
            BeginStep(turn, book, round: 1, step: 0, PageReason.Opened);
        }
        else if (turn.State.Status == AlertStatus.Exhausted)
        {
            BeginStep(turn, book, position.Round + 1, step: 0, PageReason.SlowRepeatDue);
        }
        else if (position.Step + 1 < policy.Steps.Length)
        {
            BeginStep(turn, book, position.Round, position.Step + 1, PageReason.Unanswered);
        }
        else if (position.Round < policy.Rounds)
        {
            BeginStep(turn, book, position.Round + 1, step: 0, PageReason.RepeatDue);
        }
        else
        {
            turn.Emit(Actors.Policy, new PolicyExhausted(turn.Now + policy.SlowInterval, "Every step went unanswered."));
        }
    }

    private static TimeSpan DelayAfter(OnCall.EscalationPolicy policy, int round, int step) =>
        step + 1 < policy.Steps.Length ? policy.Steps[step + 1].Delay
        : round < policy.Rounds ? policy.Steps[0].Delay
        : TimeSpan.Zero;

    private static void GiveUpSilentLegs(AlertTurn turn)
    {
        foreach (var attempt in turn.State.Attempts)
        {
            if (attempt.IsOpen && attempt.Deadline <= turn.Now)
            {
                Legs.GiveUp(turn, attempt);
            }
        }
    }
}
