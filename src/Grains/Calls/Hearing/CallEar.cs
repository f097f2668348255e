using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace FleetActors.Calls;

/// <summary>
/// Listens to one call: orders, decodes, measures, records, and hands the sound to the recogniser. Lives with its grain and runs on the grain's scheduler;
/// a crash loses what was not kept yet, and the recording's last second.
/// </summary>
internal sealed class CallEar(string callId, Heard heard, DateTimeOffset? lastSoundAt, CallServices services, ISpeechSink sink) : IAsyncDisposable
{
    private const int ReorderWindow = 10;
    private static readonly TimeSpan LongestAbsence = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortestAbsence = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(5);

    /// <summary>Samples that may wait to be written, 15 s: what a store that stands still costs in memory, for each call.</summary>
    private const int MostUnwritten = 15 * AudioFormats.PhoneRate;

    // The stream began in an activation that is gone.
    private readonly bool _resumes = lastSoundAt is not null;
    private readonly SignalMeter _meter = new(heard.Signals);
    private readonly List<SequencedAudio> _ordered = [];
    private readonly ArrayBufferWriter<short> _toRecord = new();
    private readonly HashSet<string> _replaced = new(StringComparer.Ordinal);
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly List<Noted> _notes = [];
    private TranscriptView _transcript = heard.Transcript;
    private TriageView _triage = heard.Triage;
    private bool _hasRecording = heard.HasRecording;
    private bool _recordingFailed;
    private Task _writing = Task.CompletedTask;
    private Task<IRecordingWriter?>? _opening;
    private IRecordingWriter? _recording;
    private int _unwritten;
    private int _unrecorded;
    private LineIn? _line;
    private ISpeechSession? _session;
    private bool _speechFailed;

    /// <summary>When sound last came; null before the first.</summary>
    public DateTimeOffset? LastSoundAt { get; private set; } = lastSoundAt;

    /// <summary>Something was heard that is not kept yet.</summary>
    public bool HasNews { get; private set; }

    /// <summary>No more sound is taken.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>All of it as it is now.</summary>
    public Heard Read() => heard with { Transcript = _transcript, Signals = _meter.Read(), Triage = _triage, HasRecording = _hasRecording };

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
        _line = new LineIn(streamId, format, services.ByteOrder, ReorderWindow);
        LastSoundAt = now;
        if (services.Speech.IsEnabled)
        {
            _session = services.Speech.Start(new SpeechStart(callId, _line.SpeechEncoding, format.SampleRate, Position, services.Options.Language), sink);
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
            _notes.Add(new Noted("recogniser", $"The recogniser failed: {failed.Reason}."));
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
        await CloseRecordingAsync();
    }

    /// <summary>Sound has come into the recording by another way.</summary>
    public void RecordingCame(bool came) => _hasRecording |= came;

    public async ValueTask DisposeAsync()
    {
        if (_session is { } session)
        {
            _session = null;
            await session.DisposeAsync();
        }

        await CloseRecordingAsync();
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
        if (_recording is not null || !_resumes || await OpenRecordingAsync() is not { } recording)
        {
            return;
        }

        var unkept = recording.Samples - _meter.Samples;
        if (unkept > 0)
        {
            var from = Position;
            _hasRecording = true;
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
        _toRecord.GetSpan(samples)[..samples].Clear();
        _toRecord.Advance(samples);
        Record();
        _transcript = TranscriptFold.Lose(_transcript, from, Position, why);
    }

    private async Task CloseRecordingAsync()
    {
        _writing = CloseAfterAsync(_writing);
        try
        {
            await _writing.WaitAsync(ClosePatience, services.Clock.Provider);
        }
        catch (TimeoutException)
        {
            NoteRecording("The end of the recording is not written yet.");
        }
    }

    private async Task CloseAfterAsync(Task before)
    {
        await before;
        if (_recording is not { } writer)
        {
            return;
        }

        _recording = null;
        try
        {
            await writer.DisposeAsync();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            NoteRecording(failure);
        }
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
        Record();
    }

    /// <summary>
    /// Written behind the call's back: a recording that takes its time, or cannot be written, must not make the call deaf. What cannot wait any more becomes
    /// silence in it, which is told.
    /// </summary>
    private void Record()
    {
        if (_toRecord.WrittenCount == 0)
        {
            return;
        }

        if (_unwritten > 0 && _unwritten + _toRecord.WrittenCount > MostUnwritten)
        {
            _unrecorded += _toRecord.WrittenCount;
            _toRecord.ResetWrittenCount();
            NoteRecording("The recording cannot be written in time.");
            return;
        }

        _writing = WriteAfterAsync(_writing, _unrecorded, _toRecord.WrittenSpan.ToArray());
        _unrecorded = 0;
        _toRecord.ResetWrittenCount();
    }

    private async Task WriteAfterAsync(Task before, int silence, short[] samples)
    {
        _unwritten += samples.Length;
        try
        {
            await before;
            if (await OpenRecordingAsync() is not { } recording)
            {
                return;
            }

            await SkipAsync(recording, silence);
            await recording.AppendAsync(samples, CancellationToken.None);
            _hasRecording = true;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            NoteRecording(failure);
        }
        finally
        {
            _unwritten -= samples.Length;
        }
    }

    private static async Task SkipAsync(IRecordingWriter recording, int samples)
    {
        var second = new short[Math.Min(samples, AudioFormats.PhoneRate)];
        for (var left = samples; left > 0; left -= second.Length)
        {
            await recording.AppendAsync(second.AsMemory(0, Math.Min(left, second.Length)), CancellationToken.None);
        }
    }

    /// <summary>Once at a time: a second opening would shut out the first.</summary>
    private Task<IRecordingWriter?> OpenRecordingAsync()
    {
        if (_opening is null or { IsCompleted: true })
        {
            _opening = TryOpenRecordingAsync();
        }

        return _opening;
    }

    private async Task<IRecordingWriter?> TryOpenRecordingAsync()
    {
        try
        {
            return _recording ??= await services.Recordings.OpenAsync(callId, CancellationToken.None);
        }
        catch (RecordingException failure)
        {
            NoteRecording(failure);
            return null;
        }
    }

    private void NoteRecording(Exception failure) =>
        NoteRecording(failure is RecordingException ? failure.Message : "A part of the recording could not be written.");

    private void NoteRecording(string what)
    {
        if (!_recordingFailed)
        {
            _recordingFailed = true;
            HasNews = true;
            _notes.Add(new Noted("recording", $"{what} The call goes on."));
        }
    }

    private void Hear(LineIn line, ReadOnlySpan<byte> payload)
    {
        for (var rest = payload; rest.Length > 0;)
        {
            var slice = rest[..Math.Min(rest.Length, line.Decoder.SliceBytes)];
            rest = rest[slice.Length..];
            var decoded = line.Decoder.Decode(slice);
            _meter.Hear(decoded.Phone);
            _toRecord.Write(decoded.Phone);
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
            _toRecord.Write(decoded.Phone);
            _session?.Send(line.IsSentAsItComes ? line.Silence(count) : MemoryMarshal.AsBytes(decoded.Wire));
        }
    }
}
