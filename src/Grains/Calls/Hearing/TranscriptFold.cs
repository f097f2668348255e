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
    public static TranscriptView Replace(TranscriptView live, BatchTranscript batch)
    {
        if (batch.Failure is not null || string.IsNullOrWhiteSpace(batch.Text))
        {
            return live with { Partial = "" };
        }

        return live with
        {
            Segments = batch.Utterances.IsDefaultOrEmpty
                ? [new TranscriptSegment(batch.Text.Trim(), TimeSpan.Zero, TimeSpan.Zero, batch.Confidence)]
                : [.. batch.Utterances.Select(static part => new TranscriptSegment(part.Text, part.From, part.To, part.Confidence))],
            Partial = "",
            Gaps = live.Gaps.RemoveAll(static gap => !gap.IsSoundLost),
            Source = TranscriptSource.Batch,
        };
    }

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
