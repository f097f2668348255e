using System.Collections.Immutable;

namespace FleetActors.Calls;

/// <summary>Sound that never came although the stream was there: lost on the way, or dropped because the call could not take it in time. Pure.</summary>
internal static class SoundLoss
{
    /// <summary>The reason of a gap whose sound is in the recording, but was not measured.</summary>
    public const string Restarted = "the server was restarted";

    /// <summary>The reason of a gap between two streams.</summary>
    public const string Away = "the stream was away";

    /// <summary>The reason of a gap in a stream that has gone on: its sound was heard, and does not come again.</summary>
    public const string Unwritten = "the server that heard it was lost";

    private const double Worth = 0.02;
    private const int MostHoles = 100;

    /// <summary>One more span of sound that came and is not in the recording. When there are too many the last one covers the rest.</summary>
    public static ImmutableArray<SoundSpan> AddHole(ImmutableArray<SoundSpan> holes, SoundSpan hole) =>
        holes is [.., var last] && ((hole.From >= last.From && hole.From <= last.To) || holes.Length >= MostHoles)
            ? holes.SetItem(holes.Length - 1, last with { From = Math.Min(last.From, hole.From), To = Math.Max(last.To, hole.To) })
            : holes.Add(hole);

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
