using FleetActors.Calls;

namespace FleetActors.Deepgram.Streaming;

/// <summary>
/// What has been heard of a call so far, over all its connections: turns messages into events, and knows from where audio must be sent again after a loss.
/// Used by one flow at a time.
/// </summary>
internal sealed class Hearing(SpeechStart start)
{
    private PartialSpeech? _partial;
    private double _partialConfidence;
    private long _partialEnd;
    private TimeSpan? _gapFrom;
    private string _gapReason = "";

    /// <summary>Everything before this position has its final words.</summary>
    public long Heard { get; private set; }

    /// <summary>Audio in all gaps that are closed.</summary>
    public TimeSpan Missed { get; private set; }

    private TimeSpan HeardTime => TimeOf(Heard);

    /// <summary>The events of one message.</summary>
    /// <param name="newest">Position behind the last audio sent: nothing can have been heard beyond it, whatever a message claims.</param>
    public IEnumerable<SpeechEvent> Read(DeepgramMessage message, AudioTimeline timeline, long newest)
    {
        switch (message)
        {
            case ResultsMessage results:
                var from = Math.Min(timeline.PositionAt(results.Start), newest);
                var to = Math.Clamp(timeline.PositionAt(results.End), from, newest);
                return results.IsFinal ? Final(results, from, to) : Partial(results, from, to);
            case UtteranceEndMessage { LastWordEnd: { } end }:
                return [new SpeechPause(TimeOf(Math.Min(timeline.PositionAt(end), newest)))];
            default:
                return [];
        }
    }

    /// <summary>The recogniser is away; told once until it is back.</summary>
    public IEnumerable<SpeechEvent> Lost(string reason)
    {
        if (_gapFrom is not null)
        {
            yield break;
        }

        _gapFrom = HeardTime;
        _gapReason = reason;
        yield return new SpeechGap(HeardTime, null, reason);
    }

    /// <summary>Where a new connection begins, and what is told about the time between.</summary>
    /// <param name="resend">How many bytes before the newest may be sent again.</param>
    public (long From, IEnumerable<SpeechEvent> Events) Resume(FeedState feed, long resend)
    {
        var from = Math.Max(Heard, Math.Max(feed.Tail, Whole(feed.Head - resend)));
        return (from, Skip(from, "the recogniser was not there yet"));
    }

    /// <summary>Nothing before this position will be sent any more; what had been made of it stands, the rest is a gap.</summary>
    /// <param name="reason">Told unless the recogniser is away: then that is the reason.</param>
    public IEnumerable<SpeechEvent> Skip(long to, string reason)
    {
        if (to > Heard && _partial is { } partial && _partialEnd > Heard)
        {
            // These words will not be heard again, and unfinished words are better than none.
            yield return new FinalSpeech(partial.Text, partial.From, partial.To, _partialConfidence, EndsUtterance: false);
            Heard = Math.Min(_partialEnd, to);
        }

        if (_gapFrom is { } open)
        {
            var isMissing = to > Heard && open == HeardTime;
            yield return Gap(open, isMissing ? TimeOf(to) : open, _gapReason);
            Heard = isMissing ? to : Heard;
        }

        if (to > Heard)
        {
            yield return Gap(HeardTime, TimeOf(to), _gapFrom is null ? reason : _gapReason);
            Heard = to;
        }

        (_gapFrom, _partial) = (null, null);
    }

    /// <summary>The stream was closed in order behind the last byte: what was not told of was silence.</summary>
    public IEnumerable<SpeechEvent> Complete(long head)
    {
        if (_partial is { } partial && _partialEnd > Heard)
        {
            yield return new FinalSpeech(partial.Text, partial.From, partial.To, _partialConfidence, EndsUtterance: true);
        }

        (Heard, _partial) = (Math.Max(Heard, head), null);
    }

    /// <summary>Audio fell out before it could be sent, although the recogniser listens.</summary>
    public SpeechGap Overflow(long from, long to) => Gap(TimeOf(from), TimeOf(to), "the recogniser was too slow");

    private IEnumerable<SpeechEvent> Final(ResultsMessage results, long from, long to)
    {
        Heard = Math.Max(Heard, to);
        if (results.Transcript.Length == 0)
        {
            return results.SpeechFinal ? [new SpeechPause(TimeOf(to))] : [];
        }

        _partial = null;
        return [new FinalSpeech(results.Transcript, TimeOf(from), TimeOf(to), results.Confidence, results.SpeechFinal)];
    }

    private IEnumerable<SpeechEvent> Partial(ResultsMessage results, long from, long to)
    {
        if (results.Transcript.Length == 0)
        {
            return [];
        }

        _partial = new PartialSpeech(results.Transcript, TimeOf(from), TimeOf(to));
        (_partialConfidence, _partialEnd) = (results.Confidence, to);
        return [_partial];
    }

    private SpeechGap Gap(TimeSpan from, TimeSpan to, string reason)
    {
        Missed += to - from;
        return new SpeechGap(from, to, reason);
    }

    private long Whole(long position) => Math.Max(0, position - (position % start.BytesPerSample));

    private TimeSpan TimeOf(long position) => AudioTimeline.TimeOf(start, position);
}
