namespace FleetActors.Calls;

/// <summary>Dispatchers who join by phone. They meet the caller in a conference, so that the caller stays on the line when they hang up.</summary>
internal static class Legs
{
    public static void OnEvent(CallTurn turn, string legId, InboundCallEvent e)
    {
        if (turn.State.FindLeg(legId) is not { } leg)
        {
            return;
        }

        if (leg.CallControlId is null && e.CallControlId is { } control)
        {
            leg = leg with { CallControlId = control };
            turn.Emit(new LegChanged(leg));
        }

        switch (e.Kind)
        {
            case InboundCallEventKind.Answered:
                Answered(turn, leg);
                break;
            case InboundCallEventKind.Hangup when leg.IsOpen:
                Over(turn, leg, leg.Phase == JoinPhase.Dialing ? e.Detail ?? "not reached" : "left");
                break;
            case InboundCallEventKind.MachineDetected when e.Detail is "machine" or "fax_detected":
                GiveUp(turn, leg, "a machine answered");
                break;
            case InboundCallEventKind.ConferenceJoined:
                Joined(turn, e.CallControlId);
                break;
        }
    }

    /// <summary>The leg may be heard by the caller now.</summary>
    public static void Joined(CallTurn turn, string? callControlId)
    {
        var leg = turn.State.Legs.FirstOrDefault(leg => leg.CallControlId is { } id && id == callControlId);
        if (leg is { Phase: JoinPhase.Answered })
        {
            turn.Emit(new LegChanged(leg with { Phase = JoinPhase.Talking }));
            turn.Note("joined", $"{leg.By} talks with the caller.");
        }
    }

    /// <summary>The leg is not wanted any more, or will not be answered.</summary>
    public static void GiveUp(CallTurn turn, JoinLeg leg, string why)
    {
        if (leg.IsOpen)
        {
            Over(turn, leg, why);
        }

        HangUp(turn, leg);
    }

    /// <summary>The dial was taken; a leg nobody wants any more is hung up.</summary>
    public static void Dialled(CallTurn turn, JoinLeg leg, string? callControlId)
    {
        var known = leg with { CallControlId = leg.CallControlId ?? callControlId };
        turn.Emit(new LegChanged(known));
        if (!known.IsOpen || !turn.State.IsLive)
        {
            HangUp(turn, known);
        }
    }

    /// <summary>The next step of every leg that is answered and not in the conference yet.</summary>
    public static void BringIn(CallTurn turn)
    {
        if (!turn.State.Legs.Any(static leg => leg.Phase == JoinPhase.Answered))
        {
            return;
        }

        if (turn.State.ConferenceId is null)
        {
            turn.Owe(CallEffectKind.CreateConference);
            return;
        }

        foreach (var leg in turn.State.Legs.Where(static leg => leg.Phase == JoinPhase.Answered))
        {
            turn.Owe(CallEffectKind.JoinConference, leg.Id);
        }
    }

    public static void Over(CallTurn turn, JoinLeg leg, string why)
    {
        turn.Emit(new LegChanged(leg with { Phase = JoinPhase.Over, Outcome = why }));
        turn.Settle(CallEffects.IdFor(CallEffectKind.Dial, leg.Id));
        turn.Settle(CallEffects.IdFor(CallEffectKind.JoinConference, leg.Id));
        turn.Note("left", $"{leg.By}: {why}.");
    }

    private static void Answered(CallTurn turn, JoinLeg leg)
    {
        if (!leg.IsOpen || !turn.State.IsLive)
        {
            HangUp(turn, leg);
        }
        else if (leg.Phase == JoinPhase.Dialing)
        {
            turn.Emit(new LegChanged(leg with { Phase = JoinPhase.Answered }));
            turn.Settle(CallEffects.IdFor(CallEffectKind.Dial, leg.Id));
            BringIn(turn);
        }
    }

    private static void HangUp(CallTurn turn, JoinLeg leg)
    {
        if (leg.CallControlId is not null)
        {
            turn.Owe(CallEffectKind.HangUpLeg, leg.Id);
        }
    }
}
