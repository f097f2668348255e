using System.Collections.Immutable;

namespace FleetActors.Calls;

/// <summary>What the course of a call says by itself. Silence is not calm: each of the three makes the call at least medium.</summary>
/// <param name="IsSilent">Nobody was heard.</param>
/// <param name="IsDropped">It ended at once, or the line broke.</param>
/// <param name="LacksTranscript">Somebody spoke, and there are no words of it.</param>
internal readonly record struct CallFacts(bool IsSilent, bool IsDropped, bool LacksTranscript)
{
    private const double SilentBelow = 1;
    private static readonly TimeSpan DroppedBelow = TimeSpan.FromSeconds(5);

    private static readonly TagRule Silent = new("SILENT_CALL", [], 0.4, IsLifeThreat: false, []);
    private static readonly TagRule Dropped = new("DROPPED", [], 0.45, IsLifeThreat: false, []);
    private static readonly TagRule NoTranscript = new("NO_TRANSCRIPT", [], 0.4, IsLifeThreat: false, []);

    /// <summary>While a call runs nothing can be said of its course.</summary>
    public static CallFacts Live { get; }

    /// <summary>Of a call that is over.</summary>
    /// <param name="voicedSeconds">Below one second and without words it was silent.</param>
    /// <param name="isRecognised">A recogniser listened to the end.</param>
    /// <param name="isCutOff">It did not end by somebody hanging up. A call of less than five seconds counts as cut off as well.</param>
    public static CallFacts Ended(TimeSpan duration, double voicedSeconds, string transcript, bool isRecognised, bool isCutOff)
    {
        var hasWords = transcript.AsSpan().ContainsAnyExcept(" \t\r\n");
        var isSilent = !hasWords && !(voicedSeconds >= SilentBelow);
        return new CallFacts(isSilent, isCutOff || duration < DroppedBelow, !hasWords && (!isSilent || !isRecognised));
    }

    /// <summary>As tags, gravest first. They name no service: nobody knows which.</summary>
    public ImmutableArray<TagRule> Tags =>
        [.. IsDropped ? [Dropped] : Array.Empty<TagRule>(), .. LacksTranscript ? [NoTranscript] : Array.Empty<TagRule>(), .. IsSilent ? [Silent] : Array.Empty<TagRule>()];
}
