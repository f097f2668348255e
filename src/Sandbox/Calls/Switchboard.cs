namespace FleetActors.Sandbox;

/// <summary>The life of a leg: it rings, is answered by a person, a machine or the API, and ends, with everything that hangs on it.</summary>
internal sealed class Switchboard(
    World world,
    VoiceTiming timing,
    CallBook calls,
    PhoneBook phones,
    CallEvents events,
    Gathering gathering,
    Conferencing conferencing,
    Streaming streaming,
    Recorder recorder)
{
    /// <summary>Puts a new leg on the line and tells the API of it.</summary>
    public void Begin(Leg leg)
    {
        calls.Add(leg);
        leg.Phone.Add(leg);
        events.Initiated(leg);
        phones.Touch(leg.Phone);
    }

    /// <summary>Lets an outgoing leg ring until its phone's script or somebody at the phone acts, or the time is up.</summary>
    public void Ring(Leg leg, TimeSpan ringTime, HangupCause whenTimeIsUp)
    {
        GiveUpAfter(leg, ringTime, whenTimeIsUp);
        var script = leg.Script;
        if (script.Busy || script.Unreachable)
        {
            leg.Pending.Add(world.After(TimeSpan.Zero, () => End(leg, script.Unreachable ? HangupCause.NotFound : HangupCause.Busy)));
            return;
        }

        Plan(leg, script.DeclineAfterMs, () => End(leg, HangupCause.Rejected));
        Plan(leg, script.Voicemail ? script.VoicemailAfterMs : null, () => AnswerByMachine(leg));
        Plan(leg, script.AnswerAfterMs, () => Answer(leg));
    }

    /// <summary>Ends a leg that still rings after this time.</summary>
    public void GiveUpAfter(Leg leg, TimeSpan ringTime, HangupCause cause) => leg.Pending.Add(world.After(ringTime, () => End(leg, cause)));

    /// <summary>The leg is answered; nothing happens unless it rings.</summary>
    public void Answer(Leg leg)
    {
        if (leg.State != LegState.Ringing)
        {
            return;
        }

        CancelPending(leg);
        leg.State = LegState.Answered;
        leg.AnsweredAt = world.Now;
        events.Answered(leg);
        foreach (var consequence in leg.OnAnswer)
        {
            consequence();
        }

        Plan(leg, leg.Script.HangupAfterMs, () => End(leg, HangupCause.Normal(byCaller: leg.Direction == LegDirection.Incoming)));
        phones.Touch(leg.Phone);
    }

    /// <summary>A machine takes the call, plays its greeting and then records.</summary>
    public void AnswerByMachine(Leg leg)
    {
        if (leg.State != LegState.Ringing)
        {
            return;
        }

        leg.Voicemail = new Voicemail();
        Answer(leg);
        leg.Pending.Add(world.After(timing.Greeting(leg.Script), () =>
        {
            leg.Voicemail.GreetingOver = true;
            phones.Touch(leg.Phone);
        }));
    }

    /// <summary>Ends a leg: prompts stop, the conference loses it, a bridged partner is put down. A leg that has ended stays as it is.</summary>
    public void End(Leg leg, HangupCause cause)
    {
        if (leg.IsEnded)
        {
            return;
        }

        CancelPending(leg);
        gathering.Cancel(leg, "call_hangup");
        leg.Speech.Clear("call_hangup");
        streaming.Stop(leg);
        leg.State = LegState.Ended;
        leg.EndedAt = world.Now;
        leg.Hangup = cause;
        leg.OnAnswer.Clear();
        var evicted = conferencing.Leave(leg);
        events.HungUp(leg, cause);
        recorder.Stop(leg);
        calls.Ended(leg);
        phones.Touch(leg.Phone);
        EndPartner(leg);
        EndAll(evicted);
    }

    public void EndAll(IEnumerable<Leg> legs)
    {
        foreach (var leg in legs)
        {
            End(leg, HangupCause.Normal(byCaller: leg.Direction == LegDirection.Outgoing));
        }
    }

    /// <summary>Connects two answered legs with each other.</summary>
    public void Bridge(Leg leg, Leg partner)
    {
        leg.BridgedTo = partner;
        partner.BridgedTo = leg;
        events.Bridged(leg);
        events.Bridged(partner);
        phones.Touch(leg.Phone);
        phones.Touch(partner.Phone);
    }

    private void EndPartner(Leg leg)
    {
        if (leg.BridgedTo is not { } partner)
        {
            return;
        }

        leg.BridgedTo = null;
        partner.BridgedTo = null;
        if (!partner.ParkAfterUnbridge)
        {
            EndAll([partner]);
        }
    }

    private void Plan(Leg leg, int? afterMs, Action work)
    {
        if (afterMs is { } delay)
        {
            leg.Pending.Add(world.After(TimeSpan.FromMilliseconds(delay), work));
        }
    }

    private static void CancelPending(Leg leg)
    {
        leg.Pending.ForEach(static appointment => appointment.Cancel());
        leg.Pending.Clear();
    }
}
