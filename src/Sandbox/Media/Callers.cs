namespace FleetActors.Sandbox;

/// <summary>Places calls that come in with a voice. Used only inside <see cref="World.Enter{T}"/>.</summary>
internal sealed class Callers(World world, SandboxOptions options, LegFactory legs, Switchboard switchboard, CallBook calls)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <param name="hangUpAfter">How long after the end of the sound, or after the answer where there is none, the caller hangs up; null for never.</param>
    public Leg Call(string from, string to, CallerLine line, TimeSpan? hangUpAfter)
    {
        var leg = legs.Incoming(from, to, options.ConnectionId);
        leg.Line = line;
        if (hangUpAfter is { } pause)
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

        switchboard.Begin(leg);
        switchboard.GiveUpAfter(leg, options.InboundRingTime, HangupCause.CallerGaveUp);
        return leg;
    }

    public Leg? Find(string callControlId) => calls.Find(callControlId);

    private void HangUp(Leg leg, TimeSpan after)
    {
        if (!leg.IsEnded)
        {
            leg.Pending.Add(world.After(after, () => switchboard.End(leg, HangupCause.Normal(byCaller: true))));
        }
    }
}
