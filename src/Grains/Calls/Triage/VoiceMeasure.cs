namespace FleetActors.Calls;

/// <summary>How the caller sounds, as far as risk and emotion go.</summary>
/// <param name="Distress">Of the call as a whole or now, 0 to 1.</param>
/// <param name="DistressMax">The highest so far, 0 to 1.</param>
/// <param name="VoicedSeconds">How long somebody spoke, not below 0.</param>
internal readonly record struct VoiceMeasure(double Distress, double DistressMax, double VoicedSeconds)
{
    private const double EnoughVoice = 2;

    /// <summary>Nobody was heard.</summary>
    public static VoiceMeasure Silent { get; }

    /// <summary>
    /// Distress in all, 0 to 1: the mean of now and highest (the seed's example, 0.82 and 0.91, has 0.87). Below <see cref="EnoughVoice"/> seconds of voice it counts in proportion:
    /// a click on the line is not a scream.
    /// </summary>
    public double Level => (Unit(Distress) + Unit(DistressMax)) / 2 * Math.Clamp(Number(VoicedSeconds) / EnoughVoice, 0, 1);

    /// <summary>
    /// From what the call's sound is shown as. Distress now fades within a second of silence, so at a call's end it says nothing; then the middle one of all voiced seconds stands for it.
    /// </summary>
    public static VoiceMeasure Of(CallAudioView audio)
    {
        ArgumentNullException.ThrowIfNull(audio);
        var voiced = audio.Curve.Where(second => second.Voiced > 0.2).Select(second => second.Distress).Order().ToList();
        var middle = voiced.Count == 0 ? 0 : voiced[voiced.Count / 2];
        return new VoiceMeasure(Math.Max(audio.Distress, middle), audio.MaxDistress, audio.VoicedSeconds);
    }

    private static double Unit(double value) => Math.Clamp(Number(value), 0, 1);

    private static double Number(double value) => double.IsNaN(value) ? 0 : value;
}
