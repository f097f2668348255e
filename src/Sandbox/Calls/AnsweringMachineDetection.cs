namespace FleetActors.Sandbox;

/// <summary>Tells the API whether a person or a machine took the call, in the ways that Dial can ask for.</summary>
internal sealed class AnsweringMachineDetection(World world, VoiceTiming timing, CallEvents events)
{
    public const string Disabled = "disabled";

    public static string[] Modes { get; } = ["premium", "detect", "detect_beep", "detect_words", "greeting_end", Disabled];

    /// <summary>Starts at the answer.</summary>
    public void Start(Leg leg, string mode)
    {
        if (mode == Disabled)
        {
            return;
        }

        if (leg.Voicemail is null)
        {
            leg.Pending.Add(world.After(timing.HumanDetection, () => DetectedHuman(leg, mode)));
            return;
        }

        var greeting = timing.Greeting(leg.Script);
        var detection = timing.MachineDetection;
        var beepFirst = mode == "premium" && leg.Script.Beep && greeting < detection;
        if (!beepFirst)
        {
            // A greeting shorter than the analysis ends it: the silence after it says as much as more talk would.
            leg.Pending.Add(world.After(greeting < detection ? greeting : detection, () => DetectedMachine(leg, mode)));
        }

        leg.Pending.Add(world.After(greeting, () => GreetingEnded(leg, mode)));
    }

    private void DetectedHuman(Leg leg, string mode) =>
        events.Machine(
            leg,
            mode == "premium" ? CallEventTypes.PremiumDetectionEnded : CallEventTypes.DetectionEnded,
            mode == "premium" ? "human_residence" : "human");

    private void DetectedMachine(Leg leg, string mode) =>
        events.Machine(leg, mode == "premium" ? CallEventTypes.PremiumDetectionEnded : CallEventTypes.DetectionEnded, "machine");

    private void GreetingEnded(Leg leg, string mode)
    {
        var beep = leg.Script.Beep;
        switch (mode)
        {
            case "premium":
                events.Machine(leg, CallEventTypes.PremiumGreetingEnded, beep ? "beep_detected" : "no_beep_detected");
                break;
            case "detect_beep" when beep:
                events.Machine(leg, CallEventTypes.GreetingEnded, "beep_detected");
                break;
            case "greeting_end" or "detect_words":
                events.Machine(leg, CallEventTypes.GreetingEnded, beep ? "beep_detected" : "ended");
                break;
        }
    }
}
