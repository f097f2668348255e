namespace FleetActors.Alerts;

/// <summary>How an alert begins, is reported again and becomes worse.</summary>
internal static class Opening
{
    public static void Open(AlertTurn turn, Open command)
    {
        if (turn.State.Exists)
        {
            return;
        }

        var actor = command.Report.Rule is null ? Actors.Client : Actors.Rule;
        turn.Emit(actor, new AlertOpened(command.AlertId, command.Report, command.Classification, command.Policy, command.AsksInference));
        if (command.Remark is { } remark)
        {
            turn.Emit(Actors.Policy, new Noted(remark));
        }

        Escalating.Tick(turn, command.Book);
    }

    public static Decision Repeat(AlertTurn turn, Repeat command)
    {
        if (turn.State.Status == AlertStatus.Resolved)
        {
            return turn.Done(new Refusal(ActionOutcome.Refused, "The alert is resolved; the report belongs to a new one."));
        }

        turn.Emit(Actors.Client, new AlertRepeated(command.Report.SensorJson));
        if (command.Report.Severity > turn.State.Classification.Severity && command.UpgradedPolicy is { } policy)
        {
            Worsen(turn, command.Report.Severity, policy, "A repeat reported a higher severity.", command.Book);
        }

        return turn.Done();
    }

    /// <summary>Inference may add, and may raise what a rule said, never lower it. What a client said stands: somebody meant it.</summary>
    public static void Advise(AlertTurn turn, Advise command)
    {
        if (turn.State.FindOwed(OwedEffect.ClassifyId) is null)
        {
            return;
        }

        if (command.Advice.Failure is { } failure)
        {
            turn.Emit(Actors.Inference, new CommandRefused(OwedEffect.ClassifyId, null, failure));
            return;
        }

        var advice = command.Advice;
        var known = turn.State.Classification;
        turn.Emit(Actors.Inference, new Classified(known with
        {
            Category = known.Category == Classification.NoCategory ? advice.Category ?? known.Category : known.Category,
            Briefing = turn.State.Report?.Summary is null ? advice.Briefing ?? known.Briefing : known.Briefing,
            RecommendedAction = advice.RecommendedAction,
            TimeSensitivityMinutes = advice.TimeSensitivityMinutes,
            Json = advice.Json,
        }));
        if (turn.State.Report?.Rule is not null && advice.Severity > known.Severity && command.UpgradedPolicy is { } policy)
        {
            Worsen(turn, advice.Severity.Value, policy, "Inference found it more severe.", command.Book);
        }
    }

    private static void Worsen(AlertTurn turn, Severity to, OnCall.EscalationPolicy policy, string why, PageBook book)
    {
        turn.Emit(Actors.Policy, new SeverityRaised(turn.State.Classification.Severity, to, policy, why));
        if (turn.State.MayPage)
        {
            Escalating.BeginStep(turn, book, round: 1, step: 0, PageReason.SeverityRaised);
        }
    }
}
