using System.Runtime.InteropServices;

namespace FleetActors.Calls;

/// <summary>
/// The sound of one call, each sample at its place: put in order, decoded, measured, recorded, and handed to the recogniser. What comes again after the call has moved is
/// measured and recognised once, and recorded where the recording lacks it.
/// </summary>
/// <param name="start">What was measured by an earlier activation.</param>
/// <param name="lose">A span in which no sound came although the stream was there, and why.</param>
internal sealed class CallSound(CallSignals start, CallRecorder recorder, Action<SoundSpan, string> lose)
{
    /// <summary>Why frames are missing.</summary>
    public const string NotCome = "its sound did not come";

    /// <summary>Why frames are missing that came and could not be kept until the call took them.</summary>
    public const string NotTaken = "its sound could not be taken in time";

    // Shorter ones are frames lost here and there, which are told together.
    private static readonly long ShortestSpan = (long)(StreamEntry.ShortestAbsence.TotalSeconds * AudioFormats.PhoneRate);

    private readonly SignalMeter _meter = new(start);
    private readonly List<SequencedAudio> _ordered = [];
    private LineIn? _line;
    private long _at;

    /// <summary>The stream listened to; null when there is none.</summary>
    public string? StreamId => _line?.StreamId;

    /// <summary>Where it stands; null when there is none.</summary>
    public SoundPlace? Place => _line is { } line ? new SoundPlace(line.Sequencer.Next, _at) : null;

    /// <summary>Samples of the call so far, lost ones too.</summary>
    public long Samples => _meter.Samples;

    /// <summary>The place up to which sound has come; less than <see cref="Samples"/> while what comes again has not come yet.</summary>
    public long At => _at;

    /// <summary>Who recognises the words; null for nobody.</summary>
    public ISpeechSession? Session { get; private set; }

    /// <summary>How it sounds so far.</summary>
    public CallSignals Read() => _meter.Read();

    /// <summary>Sound that was not measured, or never came: time goes on.</summary>
    public void PassOver(long until) => _meter.Miss(Math.Max(0, until - _meter.Samples));

    /// <summary>Listens to this line, whose next sample belongs at this place, which is none beyond <see cref="Samples"/>.</summary>
    /// <param name="session">Recognises what comes from there on; null for nobody.</param>
    public void Enter(LineIn line, long at, ISpeechSession? session) => (_line, _at, Session) = (line, at, session);

    /// <summary>Takes frames of the line; true when something of them could be told apart already.</summary>
    public bool Hear(AudioBatch batch)
    {
        var line = _line ?? throw new InvalidOperationException($"No line is open: ask {nameof(StreamId)} before {nameof(Hear)}.");
        foreach (var frame in batch.Frames)
        {
            line.Sequencer.Add(frame, _ordered, batch.Dropped);
        }

        return Digest(line, batch.Dropped > 0 ? NotTaken : NotCome);
    }

    /// <summary>The line is over; what was held for order is heard now. True when there was any.</summary>
    public bool Leave()
    {
        if (_line is not { } line)
        {
            return false;
        }

        _line = null;
        line.Sequencer.Flush(_ordered);
        return Digest(line, NotCome);
    }

    /// <summary>The recogniser, if there is one; it gets no more.</summary>
    public ISpeechSession? EndSession()
    {
        var session = Session;
        Session = null;
        return session;
    }

    private bool Digest(LineIn line, string why)
    {
        foreach (var audio in _ordered)
        {
            if (audio.Missing > 0)
            {
                Miss(line, audio.Missing, why);
            }
            else
            {
                Hear(line, audio.Payload.Span);
            }
        }

        var any = _ordered.Count > 0;
        _ordered.Clear();
        recorder.Flush();
        return any;
    }

    private void Hear(LineIn line, ReadOnlySpan<byte> payload)
    {
        for (var rest = payload; rest.Length > 0;)
        {
            var slice = rest[..Math.Min(rest.Length, line.Decoder.SliceBytes)];
            rest = rest[slice.Length..];
            var decoded = line.Decoder.Decode(slice);
            var known = Known(decoded.Phone.Length);
            recorder.Take(_at, decoded.Phone);
            _meter.Hear(decoded.Phone[known..]);
            Send(line, line.IsSentAsItComes ? slice : MemoryMarshal.AsBytes(decoded.Wire), known);
            _at += decoded.Phone.Length;
        }
    }

    private void Miss(LineIn line, int samples, string why)
    {
        var from = Math.Max(_at, _meter.Samples);
        for (var rest = samples; rest > 0;)
        {
            var count = Math.Min(rest, AudioDecoder.SliceMissing);
            var decoded = line.Decoder.DecodeMissing(count);
            var known = Known(decoded.Phone.Length);
            if (rest == samples)
            {
                // The end of what was heard is still in the decoder. Behind it the recording is silent by itself.
                recorder.Take(_at, decoded.Phone);
            }

            rest -= count;
            _meter.Miss(decoded.Phone.Length - known);
            Send(line, line.IsSentAsItComes ? line.Silence(count) : MemoryMarshal.AsBytes(decoded.Wire), known);
            _at += decoded.Phone.Length;
        }

        if (_at - from >= ShortestSpan)
        {
            lose(new SoundSpan(from, _at), why);
        }
    }

    // How many of the next samples were measured before the call moved.
    private int Known(int samples) => (int)Math.Clamp(_meter.Samples - _at, 0, samples);

    private void Send(LineIn line, ReadOnlySpan<byte> sound, int known)
    {
        var rest = sound[Math.Min(sound.Length, line.BytesSentFor(known))..];
        if (!rest.IsEmpty)
        {
            Session?.Send(rest);
        }
    }
}
