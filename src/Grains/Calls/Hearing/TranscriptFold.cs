using System.Collections.Immutable;

namespace FleetActors.Calls;

/// <summary>Folds what recognisers tell into the transcript. Pure. Segments stay in the order of the sound, however they come.</summary>
internal static class TranscriptFold
{
    private const int MostSegments = 5_000;
    private const int MostGaps = 200;

    /// <summary>After an event of our own recogniser.</summary>
    public static TranscriptView Apply(TranscriptView transcript, SpeechEvent happened) => happened switch
    {
        PartialSpeech { Text.Length: > 0 } partial => transcript with { Partial = partial.Text, Source = TranscriptSource.Live },
        FinalSpeech { Text.Length: > 0 } final => Add(
            transcript with { Partial = "", Source = TranscriptSource.Live },
            new TranscriptSegment(final.Text, final.From, final.To, final.Confidence)),
        SpeechGap gap => WithGap(transcript, gap),
        SpeechFailed => transcript with { Partial = "" },
        _ => transcript,
    };

    /// <summary>After words of the telephone provider, which tells no times.</summary>
    /// <param name="at">Where in the sound they were heard, as well as one can tell.</param>
    public static TranscriptView Hear(TranscriptView transcript, HeardWords words, TimeSpan at)
    {
        var text = words.Text.Trim();
        var heard = transcript with { Source = TranscriptSource.Provider, Partial = words.IsFinal ? "" : text };
        return words.IsFinal && text.Length > 0 ? Add(heard, new TranscriptSegment(text, at, at, words.Confidence)) : heard;
    }

    /// <summary>A span of the call whose sound never came.</summary>
    public static TranscriptView Lose(TranscriptView transcript, TimeSpan from, TimeSpan to, string why) =>
        transcript.Gaps.Length >= MostGaps
            ? transcript
            : transcript with { Gaps = transcript.Gaps.Add(new TranscriptGap(from, to, why, IsSoundLost: true)) };

    /// <summary>
    /// The pass over the recording replaces what was heard live, if it heard anything; what was missed live is heard now, except sound that never came.
    /// </summary>
    /// <param name="isWhole">False when the recording lacks sound that was heard: then live words stay where the pass heard none.</param>
    public static TranscriptView Replace(TranscriptView live, BatchTranscript batch, bool isWhole = true)
    {
        if (batch.Failure is not null || string.IsNullOrWhiteSpace(batch.Text) || (!isWhole && batch.Utterances.IsDefaultOrEmpty && !live.Segments.IsEmpty))
        {
            return live with { Partial = "" };
        }

        ImmutableArray<TranscriptSegment> heard = batch.Utterances.IsDefaultOrEmpty
            ? [new TranscriptSegment(batch.Text.Trim(), TimeSpan.Zero, TimeSpan.Zero, batch.Confidence)]
            : [.. batch.Utterances.Select(static part => new TranscriptSegment(part.Text, part.From, part.To, part.Confidence))];
        return live with
        {
            Segments = isWhole ? heard : WithUnrecorded(heard, live.Segments),
            Partial = "",
            Gaps = isWhole ? live.Gaps.RemoveAll(static gap => !gap.IsSoundLost) : live.Gaps,
            Source = TranscriptSource.Batch,
        };
    }

    private static ImmutableArray<TranscriptSegment> WithUnrecorded(ImmutableArray<TranscriptSegment> heard, ImmutableArray<TranscriptSegment> live) =>
    [
        .. heard
            .Concat(live.Where(segment => !heard.Any(other => other.Start < segment.End && segment.Start < other.End)))
            .OrderBy(static segment => segment.Start),
    ];

    private static TranscriptView Add(TranscriptView transcript, TranscriptSegment segment)
    {
        if (transcript.Segments.Length >= MostSegments)
        {
            return transcript;
        }

        var place = transcript.Segments.Length;
        while (place > 0 && transcript.Segments[place - 1].Start > segment.Start)
        {
            place--;
        }

        return transcript with { Segments = transcript.Segments.Insert(place, segment) };
    }

    private static TranscriptView WithGap(TranscriptView transcript, SpeechGap gap)
    {
        var others = transcript.Gaps.RemoveAll(other => other.Start == gap.From);
        return gap.To == gap.From || others.Length >= MostGaps
            ? transcript with { Gaps = others }
            : transcript with { Gaps = others.Add(new TranscriptGap(gap.From, gap.To, gap.Reason)) };
    }
}
