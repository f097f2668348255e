namespace FleetActors.Sandbox;

/// <summary>Places calls that come in with a voice, and gives one to phones that are called. Used only inside <see cref="World.Enter{T}"/>.</summary>
internal sealed class Callers(World world, SandboxOptions options, LegFactory legs, Switchboard switchboard, CallBook calls)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public Leg Call(string from, string to, CallerVoice voice)
    {
        var leg = legs.Incoming(from, to, options.ConnectionId);
        Give(leg, voice);
        switchboard.Begin(leg);
        switchboard.GiveUpAfter(leg, options.InboundRingTime, HangupCause.CallerGaveUp);
        return leg;
    }

    /// <summary>Gives a voice to whoever is at the phone of a leg that is not answered yet.</summary>
    public void Give(Leg leg, CallerVoice voice)
    {
        var line = voice.Line;
        leg.Line = line;
        if (voice.HangUpAfter is { } pause)
        {
            if (line.Samples.Length == 0)
            {
                leg.OnAnswer.Add(() => HangUp(leg, pause));
            }
            else
            {
                leg.WhenSpoken = () => HangUp(leg, pause);

                // Somebody whom nobody listens to hangs up too.
                leg.OnAnswer.Add(() => HangUp(leg, (line.Duration / line.Speed) + pause + Patience));
            }
        }
    }

    public Leg? Find(string callControlId) => calls.Find(callControlId);

    private void HangUp(Leg leg, TimeSpan after)
    {
        if (!leg.IsEnded)
        {
            leg.Pending.Add(world.After(after, () => switchboard.End(leg, HangupCause.Normal(byCaller: leg.Direction == LegDirection.Incoming))));
        }
    }
}
