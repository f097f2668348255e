namespace FleetActors.Sandbox;

/// <summary>How long people and machines take to say and notice things; everything is divided by <see cref="SandboxOptions.VoiceSpeed"/>.</summary>
internal sealed class VoiceTiming(SandboxOptions options)
{
    private const double CharactersPerSecond = 15;
    private static readonly TimeSpan ShortestUtterance = TimeSpan.FromMilliseconds(500);

    /// <summary>A person says "hello"; the detector needs this long to be sure.</summary>
    public TimeSpan HumanDetection => Scaled(TimeSpan.FromMilliseconds(1200));

    /// <summary>A machine's greeting betrays itself after this time.</summary>
    public TimeSpan MachineDetection => Scaled(TimeSpan.FromMilliseconds(3500));

    public TimeSpan Greeting(NumberScript script) => Scaled(TimeSpan.FromMilliseconds(script.GreetingMs));

    public TimeSpan Speech(string text)
    {
        var time = TimeSpan.FromSeconds(text.Length / CharactersPerSecond);
        return Scaled(time < ShortestUtterance ? ShortestUtterance : time);
    }

    private TimeSpan Scaled(TimeSpan time) => time / options.VoiceSpeed;
}
