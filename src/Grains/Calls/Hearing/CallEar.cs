using System.Collections.Immutable;

namespace FleetActors.Calls;

/// <summary>
/// Listens to one call: to streams that come and go, and at the end to nobody. Where each sample belongs is the matter of <see cref="CallSound"/>, what it says that of
/// <see cref="CallMemory"/>. Lives with its grain and runs on the grain's scheduler; a crash loses what was not kept yet, and what the recording had not written.
/// </summary>
internal sealed class CallEar : IAsyncDisposable
{
    private readonly string _callId;
    private readonly CallServices _services;
    private readonly ISpeechSink _sink;
    private readonly CallSound _sound;
    private readonly CallRecorder _recorder;
    private readonly HashSet<string> _replaced = new(StringComparer.Ordinal);

    // The stream began in an activation that is gone, and what that has recorded is not known yet.
    private bool _resumes;

    /// <param name="heard">What was kept by an earlier activation.</param>
    /// <param name="lastSoundAt">When it last heard sound, if a stream was open then.</param>
    public CallEar(string callId, Heard heard, DateTimeOffset? lastSoundAt, CallServices services, ISpeechSink sink)
    {
        (_callId, _services, _sink, Memory) = (callId, services, sink, new CallMemory(heard));
        (_resumes, LastSoundAt) = (lastSoundAt is not null, lastSoundAt);
        _recorder = new CallRecorder(callId, heard.HasRecording, services.Recordings, services.Clock.Provider, services.Log, Memory.Note, Memory.AddHole);
        _sound = new CallSound(heard.Signals, _recorder, Memory.Lose);
    }

    /// <summary>When sound last came; null before the first.</summary>
    public DateTimeOffset? LastSoundAt { get; private set; }

    /// <summary>What was heard, beside the sound itself.</summary>
    public CallMemory Memory { get; }

    /// <summary>Where the stream stands that is listened to, for whoever sends it; null when there is none.</summary>
    public SoundPlace? Place => _sound.Place;

    /// <summary>No more sound is taken.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>The end of the recording is still on its way although it should be closed.</summary>
    public bool IsRecordingLate => _recorder.IsLate;

    /// <summary>All of it as it is now.</summary>
    public Heard Read() => Memory.Read() with { Signals = _sound.Read(), HasRecording = _recorder.HasRecording, SoundAt = LastSoundAt };

    /// <summary>Read, and taken for kept.</summary>
    public (Heard Heard, ImmutableArray<Noted> Notes) Take() => (Read(), Memory.Take());

    /// <summary>Words from the telephone provider; as <see cref="CallMemory.OnProviderWords"/>.</summary>
    public bool OnProviderWords(string eventId, HeardWords words) => Memory.OnProviderWords(eventId, words, SoundSpan.At(_sound.Samples));

    /// <summary>Listens to this stream from now on; the one before is not heard any more. Changes nothing when no more sound is taken.</summary>
    public async Task OpenAsync(StreamStart start, DateTimeOffset now)
    {
        if (IsFinished || _sound.StreamId == start.StreamId)
        {
            return;
        }

        Leave();
        _replaced.Remove(start.StreamId);
        var isNew = _resumes && !_recorder.IsOpen;
        var (measured, recorded) = (_sound.Samples, isNew ? await _recorder.OpenAsync() : null);
        if (IsFinished)
        {
            return;
        }

        var entry = start.Place is { } place
            ? StreamEntry.GoesOn(measured, recorded, place.Sample)
            : StreamEntry.Starts(measured, recorded, measured > 0 || _resumes ? LastSoundAt : null, now - start.HeldBack);
        if (isNew)
        {
            _recorder.Expect(Math.Min(measured, entry.At));
        }

        PassOver(entry, start.Place is null ? SoundLoss.Away : SoundLoss.Unwritten);
        Enter(start, entry.At);
        (_resumes, LastSoundAt) = (false, now);
    }

    /// <summary>Takes frames of the stream listened to.</summary>
    public AudioReply Hear(AudioBatch batch, DateTimeOffset now)
    {
        if (IsFinished)
        {
            return AudioReply.Ended;
        }

        if (_sound.StreamId != batch.StreamId)
        {
            return _replaced.Contains(batch.StreamId) ? AudioReply.Superseded : AudioReply.UnknownStream;
        }

        if (batch.Frames.Length > 0)
        {
            LastSoundAt = now;
            Memory.HasNews |= _sound.Hear(batch);
        }

        return AudioReply.Taken with { Place = Place };
    }

    /// <summary>The stream is over; what was held for order is heard now.</summary>
    public void Close(string streamId)
    {
        if (_sound.StreamId == streamId)
        {
            Leave();
        }
    }

    /// <summary>No more sound comes: waits for the recogniser's last words.</summary>
    /// <param name="othersFrom">As with <see cref="StopAsync"/>.</param>
    public async Task FinishAsync(long? othersFrom, CancellationToken cancellationToken)
    {
        await StopAsync(othersFrom);
        if (_sound.Session is { } session)
        {
            await session.FinishAsync(cancellationToken);
        }
    }

    /// <summary>No more sound is taken, and the recording is closed, so that somebody else may add to it.</summary>
    /// <param name="othersFrom">From which sample on the recording is not of this ear's making; null for none.</param>
    /// <returns>Whether it is closed. Until it is, nobody else may write; a repeat waits again.</returns>
    public async Task<bool> StopAsync(long? othersFrom)
    {
        IsFinished = true;
        _sound.Leave();
        if (_resumes)
        {
            _resumes = false;
            await CatchUpAsync(othersFrom);
        }

        return await _recorder.CloseAsync(_sound.Samples);
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
        if (_sound.EndSession() is { } session)
        {
            await session.DisposeAsync();
        }

        // No silence where sound may still come again.
        _sound.Leave();
        await _recorder.LeaveAsync(_sound.At);
    }

    /// <summary>No stream came any more: what the recording has beyond what was kept, or lacks of it, is said all the same.</summary>
    private async Task CatchUpAsync(long? othersFrom)
    {
        try
        {
            var found = (await _services.Recordings.FindAsync(_callId, CancellationToken.None))?.Samples ?? 0;
            var (measured, recorded) = (_sound.Samples, Math.Min(found, othersFrom ?? found));
            if (recorded < measured)
            {
                Memory.AddHole(new SoundSpan(recorded, measured));
            }

            PassOver(StreamEntry.GoesOn(measured, recorded, Math.Max(measured, recorded)), SoundLoss.Unwritten);
        }
        catch (RecordingException failure)
        {
            Memory.Note(new Noted("recording", $"{failure.Message} What was recorded last before the server was lost is not known."));
        }
    }

    private void PassOver(StreamEntry entry, string why)
    {
        if (!entry.Unmeasured.IsEmpty)
        {
            _recorder.Came();
            Memory.OnSpeech(new SpeechGap(entry.Unmeasured.Start, entry.Unmeasured.End, SoundLoss.Restarted));
        }

        if (!entry.Lost.IsEmpty)
        {
            Memory.Lose(entry.Lost, why);
        }

        _sound.PassOver(entry.At);
    }

    private void Enter(StreamStart start, long at)
    {
        var line = new LineIn(start.StreamId, start.Format, _services.ByteOrder, start.Place?.Chunk);
        _sound.Enter(line, at, _services.Speech.IsEnabled
            ? _services.Speech.Start(new SpeechStart(_callId, line.SpeechEncoding, start.Format.SampleRate, SoundSpan.At(_sound.Samples), _services.Options.Language), _sink)
            : null);
    }

    private void Leave()
    {
        if (_sound.StreamId is { } streamId)
        {
            _replaced.Add(streamId);
            Memory.HasNews |= _sound.Leave();
        }

        if (_sound.EndSession() is { } session)
        {
            _ = EndSessionAsync(session);
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
}
