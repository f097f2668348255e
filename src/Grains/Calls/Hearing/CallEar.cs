using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace FleetActors.Calls;

/// <summary>
/// Listens to one call: orders, decodes, measures, has it recorded, and hands the sound to the recogniser. Lives with its grain and runs on the grain's scheduler;
/// a crash loses what was not kept yet, and the recording's last second.
/// </summary>
internal sealed class CallEar : IAsyncDisposable
{
    private const int ReorderWindow = 10;
    private static readonly TimeSpan LongestAbsence = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortestAbsence = TimeSpan.FromMilliseconds(200);

    // The stream began in an activation that is gone.
    private readonly bool _resumes;
    private readonly string _callId;
    private readonly Heard _heard;
    private readonly CallServices _services;
    private readonly ISpeechSink _sink;
    private readonly SignalMeter _meter;
    private readonly CallRecorder _recorder;
    private readonly List<SequencedAudio> _ordered = [];
    private readonly HashSet<string> _replaced = new(StringComparer.Ordinal);
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly List<Noted> _notes = [];
    private TranscriptView _transcript;
    private TriageView _triage;
    private LineIn? _line;
    private ISpeechSession? _session;
    private bool _speechFailed;

    /// <param name="heard">What was kept by an earlier activation.</param>
    /// <param name="lastSoundAt">When it last heard sound, if a stream was open then.</param>
    public CallEar(string callId, Heard heard, DateTimeOffset? lastSoundAt, CallServices services, ISpeechSink sink)
    {
        (_callId, _heard, _services, _sink) = (callId, heard, services, sink);
        (_transcript, _triage) = (heard.Transcript, heard.Triage);
        (_resumes, LastSoundAt) = (lastSoundAt is not null, lastSoundAt);
        _meter = new SignalMeter(heard.Signals);
        _recorder = new CallRecorder(callId, heard.HasRecording, services.Recordings, services.Clock.Provider, Note);
    }

    /// <summary>When sound last came; null before the first.</summary>
    public DateTimeOffset? LastSoundAt { get; private set; }

    /// <summary>Something was heard that is not kept yet.</summary>
    public bool HasNews { get; private set; }

    /// <summary>There is a stream that is listened to.</summary>
    public bool IsListening => _line is not null;

    /// <summary>No more sound is taken.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>False once sound that was heard could not be written, or its end is still on its way.</summary>
    public bool IsRecordingWhole => _recorder.IsWhole;

    /// <summary>All of it as it is now.</summary>
    public Heard Read() => _heard with { Transcript = _transcript, Signals = _meter.Read(), Triage = _triage, HasRecording = _recorder.HasRecording };

    /// <summary>Read, and taken for kept.</summary>
    public (Heard Heard, ImmutableArray<Noted> Notes) Take()
    {
        HasNews = false;
        ImmutableArray<Noted> notes = [.. _notes];
        _notes.Clear();
        return (Read(), notes);
    }

    /// <summary>It could not be kept.</summary>
    public void PutBack(ImmutableArray<Noted> notes)
    {
        HasNews = true;
        _notes.InsertRange(0, notes);
    }

    /// <summary>Listens to this stream from now on; the one before is not heard any more.</summary>
    public async Task OpenAsync(string streamId, AudioFormat format, DateTimeOffset now)
    {
        if (_line?.StreamId == streamId)
        {
            return;
        }

        CloseLine();
        _replaced.Remove(streamId);
        await CatchUpWithRecordingAsync();
        PassOver(Absence(now), "the stream was away");
        _line = new LineIn(streamId, format, _services.ByteOrder, ReorderWindow);
        LastSoundAt = now;
        if (_services.Speech.IsEnabled)
        {
            _session = _services.Speech.Start(new SpeechStart(_callId, _line.SpeechEncoding, format.SampleRate, Position, _services.Options.Language), _sink);
        }
    }

    /// <summary>Takes frames of the stream listened to.</summary>
    public AudioReply Hear(AudioBatch batch, DateTimeOffset now)
    {
        if (IsFinished)
        {
            return AudioReply.Ended;
        }

        if (_line is not { } line || line.StreamId != batch.StreamId)
        {
            return _replaced.Contains(batch.StreamId) ? AudioReply.Superseded : AudioReply.UnknownStream;
        }

        LastSoundAt = now;
        foreach (var frame in batch.Frames)
        {
            line.Sequencer.Add(frame, _ordered);
        }

        Digest(line);
        return AudioReply.Taken;
    }

    /// <summary>The stream is over; what was held for order is heard now.</summary>
    public void Close(string streamId)
    {
        if (_line?.StreamId == streamId)
        {
            CloseLine();
        }
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
    public bool OnProviderWords(string eventId, HeardWords words)
    {
        if ((_transcript.Source == TranscriptSource.Live && !_speechFailed) || !_words.Add(eventId))
        {
            return false;
        }

        _transcript = TranscriptFold.Hear(_transcript, words, Position);
        HasNews = true;
        return words.IsFinal;
    }

    /// <summary>A new judgement.</summary>
    public void Judge(TriageView triage)
    {
        HasNews = true;
        _triage = triage;
    }

    /// <summary>No more sound comes: waits for the recogniser's last words.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        var session = _session;
        await StopAsync();
        if (session is not null)
        {
            await session.FinishAsync(cancellationToken);
        }
    }

    /// <summary>No more sound is taken, and the recording is closed, so that somebody else may add to it.</summary>
    public async Task StopAsync()
    {
        IsFinished = true;
        EndLine();
        await _recorder.CloseAsync();
    }

    /// <summary>Sound has come into the recording by another way.</summary>
    public void RecordingCame(bool came)
    {
        if (came)
        {
            _recorder.Came();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is { } session)
        {
            _session = null;
            await session.DisposeAsync();
        }

        await _recorder.CloseAsync();
    }

    private void Note(Noted what)
    {
        HasNews = true;
        _notes.Add(what);
    }

    private TimeSpan Position => TimeSpan.FromSeconds(_meter.Samples / (double)AudioFormats.PhoneRate);

    private TimeSpan Absence(DateTimeOffset now)
    {
        var absent = (_meter.Samples > 0 || _resumes) && LastSoundAt is { } last ? now - last : TimeSpan.Zero;
        return absent < ShortestAbsence ? TimeSpan.Zero : absent > LongestAbsence ? LongestAbsence : absent;
    }

    /// <summary>
    /// After a crash the recording knows more than what was kept, even when nothing had been kept yet: the rest of it was heard and is not measured.
    /// </summary>
    private async Task CatchUpWithRecordingAsync()
    {
        if (_recorder.IsOpen || !_resumes || await _recorder.OpenAsync() is not { } recorded)
        {
            return;
        }

        var unkept = recorded - _meter.Samples;
        if (unkept > 0)
        {
            var from = Position;
            _recorder.Came();
            _meter.Miss(unkept);
            LastSoundAt += Position - from;
            _transcript = TranscriptFold.Apply(_transcript, new SpeechGap(from, Position, SoundLoss.Restarted));
        }
    }

    private void PassOver(TimeSpan absent, string why)
    {
        if (absent <= TimeSpan.Zero)
        {
            return;
        }

        var from = Position;
        var samples = (int)(absent.TotalSeconds * AudioFormats.PhoneRate);
        _meter.Miss(samples);
        _recorder.TakeSilence(samples);
        _recorder.Flush();
        _transcript = TranscriptFold.Lose(_transcript, from, Position, why);
    }

    private void CloseLine()
    {
        EndLine();
        if (_session is { } session)
        {
            _session = null;
            _ = EndSessionAsync(session);
        }
    }

    private void EndLine()
    {
        if (_line is { } line)
        {
            _replaced.Add(line.StreamId);
            _line = null;
            line.Sequencer.Flush(_ordered);
            Digest(line);
        }
    }

    /// <summary>Its last words still come, in their own time.</summary>
    private static async Task EndSessionAsync(ISpeechSession session)
    {
        try
        {
            await session.FinishAsync(CancellationToken.None);
        }
        finally
        {
            await session.DisposeAsync();
        }
    }

    private void Digest(LineIn line)
    {
        foreach (var audio in _ordered)
        {
            if (audio.Missing > 0)
            {
                Miss(line, audio.Missing);
            }
            else
            {
                Hear(line, audio.Payload.Span);
            }
        }

        HasNews |= _ordered.Count > 0;
        _ordered.Clear();
        _recorder.Flush();
    }

    private void Hear(LineIn line, ReadOnlySpan<byte> payload)
    {
        for (var rest = payload; rest.Length > 0;)
        {
            var slice = rest[..Math.Min(rest.Length, line.Decoder.SliceBytes)];
            rest = rest[slice.Length..];
            var decoded = line.Decoder.Decode(slice);
            _meter.Hear(decoded.Phone);
            _recorder.Take(decoded.Phone);
            _session?.Send(line.IsSentAsItComes ? slice : MemoryMarshal.AsBytes(decoded.Wire));
        }
    }

    private void Miss(LineIn line, int samples)
    {
        for (var rest = samples; rest > 0;)
        {
            var count = Math.Min(rest, AudioDecoder.SliceMissing);
            rest -= count;
            var decoded = line.Decoder.DecodeMissing(count);
            _meter.Miss(decoded.Phone.Length);
            _recorder.Take(decoded.Phone);
            _session?.Send(line.IsSentAsItComes ? line.Silence(count) : MemoryMarshal.AsBytes(decoded.Wire));
        }
    }
}
