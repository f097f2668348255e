using System.Collections.Immutable;

namespace FleetActors.Calls;

/// <summary>What was heard of a call: the words and what they mean, what of the sound is missing, and what people should know of it. What is new waits to be kept.</summary>
/// <param name="heard">What was kept by an earlier activation.</param>
internal sealed class CallMemory(Heard heard)
{
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly List<Noted> _notes = [];
    private ImmutableArray<SoundSpan> _holes = heard.Holes;
    private TranscriptView _transcript = heard.Transcript;
    private TriageView _triage = heard.Triage;
    private bool _speechFailed;

    /// <summary>Something was heard that is not kept yet.</summary>
    public bool HasNews { get; set; }

    /// <summary>All of it as it is now.</summary>
    public Heard Read() => heard with { Transcript = _transcript, Triage = _triage, Holes = _holes };

    /// <summary>Gives the notes, and takes all that was read for kept.</summary>
    public ImmutableArray<Noted> Take()
    {
        HasNews = false;
        ImmutableArray<Noted> notes = [.. _notes];
        _notes.Clear();
        return notes;
    }

    /// <summary>It could not be kept.</summary>
    public void PutBack(ImmutableArray<Noted> notes)
    {
        HasNews = true;
        _notes.InsertRange(0, notes);
    }

    /// <summary>Something the recogniser tells; true when words came that a judgement may rest on.</summary>
    public bool OnSpeech(SpeechEvent happened)
    {
        var before = _transcript;
        _transcript = TranscriptFold.Apply(_transcript, happened);
        if (happened is SpeechFailed failed && !_speechFailed)
        {
            _speechFailed = true;
            Note(new Noted("recogniser", $"The recogniser failed: {failed.Reason}."));
        }

        HasNews |= !ReferenceEquals(before, _transcript) || happened is SpeechFailed;
        return happened is FinalSpeech;
    }

    /// <summary>Words from the telephone provider, unless our own recogniser listens; true when they stand. A repeat changes nothing.</summary>
    /// <param name="at">Where in the call's sound, as well as one can tell.</param>
    public bool OnProviderWords(string eventId, HeardWords words, TimeSpan at)
    {
        if ((_transcript.Source == TranscriptSource.Live && !_speechFailed) || !_words.Add(eventId))
        {
            return false;
        }

        _transcript = TranscriptFold.Hear(_transcript, words, at);
        HasNews = true;
        return words.IsFinal;
    }

    /// <summary>A new judgement.</summary>
    public void Judge(TriageView triage)
    {
        HasNews = true;
        _triage = triage;
    }

    /// <summary>A span in which no sound came.</summary>
    public void Lose(SoundSpan span, string why)
    {
        HasNews = true;
        _transcript = TranscriptFold.Lose(_transcript, span.Start, span.End, why);
    }

    /// <summary>A span of sound that came and is not in the recording.</summary>
    public void AddHole(SoundSpan hole)
    {
        HasNews = true;
        _holes = SoundLoss.AddHole(_holes, hole);
    }

    /// <summary>A line for people.</summary>
    public void Note(Noted what)
    {
        HasNews = true;
        _notes.Add(what);
    }
}
