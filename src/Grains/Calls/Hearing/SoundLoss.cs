namespace FleetActors.Calls;

/// <summary>Sound that never came although the stream was there: lost on the way, or dropped because the call could not take it in time. Pure.</summary>
internal static class SoundLoss
{
    /// <summary>The reason of a gap whose sound is in the recording, but was not measured.</summary>
    public const string Restarted = "the server was restarted";

    private const double Worth = 0.02;

    /// <summary>For a person, or null when there was none: frames lost here and there, without the spans that are told by themselves.</summary>
    /// <param name="live">As heard live: with every span that was passed over.</param>
    public static string? Describe(CallSignals signals, TranscriptView live)
    {
        var told = live.Gaps.Where(static gap => gap.IsSoundLost || gap.Reason == Restarted).Sum(static gap => ((gap.End ?? gap.Start) - gap.Start).TotalSeconds);
        var lost = signals.MissingSeconds - told;

        // Spans begin and end within a frame; what is less than one is their rounding.
        return lost < Worth * (1 + live.Gaps.Length)
            ? null
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"sound: {lost:0.00} s of frames did not come and are silence in the recording");
    }
}
