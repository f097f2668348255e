namespace FleetActors.Sandbox;

/// <summary>Hangs on a dialled leg what is to happen when it is answered.</summary>
internal sealed class DialConsequences(
    World world, AnsweringMachineDetection detection, Streaming streaming, Switchboard switchboard, ConferenceEntry conferences)
{
    /// <param name="linked">The leg to bridge with; null when there is none.</param>
    public void Plan(Leg leg, DialPlan plan, Leg? linked)
    {
        leg.IsTranscribed = plan.Transcribe;
        leg.OnAnswer.Add(() => detection.Start(leg, plan.DetectionMode));
        leg.OnAnswer.Add(() => leg.Pending.Add(world.After(plan.TimeLimit, () => switchboard.End(leg, HangupCause.TimeLimit))));
        if (plan.Stream is { } stream)
        {
            leg.OnAnswer.Add(() => streaming.Start(leg, stream));
        }

        if (plan.Digits is { } digits)
        {
            leg.OnAnswer.Add(() => leg.NoteTones(digits));
        }

        if (plan.Conference is { } entry)
        {
            leg.OnAnswer.Add(() => conferences.Enter(leg, entry));
        }

        if (plan.BridgeOnAnswer && linked is not null)
        {
            leg.OnAnswer.Add(() =>
            {
                if (linked.IsAnswered)
                {
                    switchboard.Bridge(linked, leg);
                }
            });
        }
    }
}
