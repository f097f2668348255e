namespace FleetActors.Calls;

/// <summary>
/// Puts the frames of one stream into order by their numbers. Waits for a missing frame until frames a window ahead of it are there, then gives it up
/// and tells how many samples are missing; drops repeated and late ones.
/// </summary>
/// <remarks>
/// Holds at most a window of frames. A number far away from the others is not believed, or one broken frame would make everything after it late; when
/// several come in a row the sender has begun to count anew, and is followed. At a reconnect make a new sequencer.
/// </remarks>
internal sealed class FrameSequencer
{
    /// <summary>Larger payloads are taken for lost: over eight seconds of what a telephone carries.</summary>
    public const int MaxPayloadBytes = 64 * 1024;

    /// <summary>Frames in a row with numbers from elsewhere before they are believed.</summary>
    public const int StrangersBelieved = 4;

    /// <summary>Farther ahead or behind than this is elsewhere: half a minute in frames of 20 ms.</summary>
    public const int Reach = 1500;

    private readonly AudioFormat _format;
    private readonly AudioFrame?[] _held;
    private readonly List<AudioFrame> _strangers = new(StrangersBelieved);
    private readonly FrameGaps _gaps;
    private long? _next;
    private int _holding;
    private long _missingFrames;
    private long _dropped;

    /// <param name="format">Supported, see <see cref="AudioFormats.IsSupported"/>.</param>
    /// <param name="window">How many frames, 1 to 1000, a frame may come late.</param>
    /// <param name="next">Number of the next frame, of a stream that goes on; null for one that begins.</param>
    public FrameSequencer(AudioFormat format, int window, long? next = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(window, 1000);
        (_format, _next) = (format, next);
        _held = new AudioFrame?[window];
        _gaps = new FrameGaps(format);
    }

    /// <summary>Number of the frame that is waited for; null before the first.</summary>
    public long? Next => _next;

    /// <summary>Frames not used: repeated, too late, too large, or numbered from elsewhere.</summary>
    public long Dropped { get; private set; }

    /// <summary>Frames given up.</summary>
    public long Lost { get; private set; }

    /// <summary>Takes a frame and appends what can be told now, in order.</summary>
    /// <param name="dropped">Frames that whoever hands it over had to drop: so much farther ahead it is not elsewhere, and a gap so long is believed.</param>
    public void Add(AudioFrame frame, List<SequencedAudio> output, long dropped = 0)
    {
        if (frame.Payload.Length > MaxPayloadBytes)
        {
            Dropped++;
            return;
        }

        _next ??= First(frame.Chunk, dropped);

        // Sums of numbers from the wire may leave the range; the distance is compared as the larger type.
        var distance = (Int128)frame.Chunk - _next.Value;
        if (distance > Reach + (Int128)dropped || distance < -Reach)
        {
            AddStranger(frame, output);
            return;
        }

        ForgetStrangers();
        _dropped = Math.Max(_dropped, dropped);
        Place(frame, output);
    }

    /// <summary>Gives up everything that is still missing and appends the frames held; the stream may go on after it.</summary>
    public void Flush(List<SequencedAudio> output)
    {
        ForgetStrangers();
        while (_holding > 0)
        {
            Step(output);
        }
    }

    // A stream counts from 1, some from 0; where its first frames come in the wrong order the first ones must not be late. A stream that begins far
    // beyond was taken up on its way.
    private long First(long chunk, long dropped)
    {
        var first = dropped > 0 && chunk > dropped ? chunk - dropped : chunk;
        return first >= 0 && first <= _held.Length ? Math.Min(first, 1) : first;
    }

    private void Place(AudioFrame frame, List<SequencedAudio> output)
    {
        if (frame.Chunk < _next)
        {
            Dropped++;
            return;
        }

        while (frame.Chunk - _next >= _held.Length)
        {
            Step(output);
        }

        ref var place = ref _held[Index(frame.Chunk)];
        if (place is not null)
        {
            Dropped++;
            return;
        }

        place = frame;
        _holding++;
        while (_held[Index(_next!.Value)] is not null)
        {
            Step(output);
        }
    }

    private void Step(List<SequencedAudio> output)
    {
        ref var place = ref _held[Index(_next!.Value)];
        _next++;
        if (place is not { } frame)
        {
            _missingFrames++;
            Lost++;
            return;
        }

        place = null;
        _holding--;
        Emit(frame, output);
    }

    private void Emit(AudioFrame frame, List<SequencedAudio> output)
    {
        var samples = AudioFormats.SamplesIn(_format, frame.Payload.Length);
        if (samples == 0)
        {
            // Nothing in it is as good as not come.
            _missingFrames++;
            return;
        }

        var gap = _gaps.Length(frame.TimestampMs, samples, _missingFrames, _dropped);
        if (gap > 0)
        {
            output.Add(SequencedAudio.Gap(gap));
        }

        (_missingFrames, _dropped) = (0, gap > 0 ? 0 : _dropped);
        output.Add(SequencedAudio.Of(frame.Payload));
    }

    private void AddStranger(AudioFrame frame, List<SequencedAudio> output)
    {
        if (_strangers.Count > 0)
        {
            var step = (Int128)frame.Chunk - _strangers[^1].Chunk;
            if (step <= 0 || step > _held.Length)
            {
                ForgetStrangers();
            }
        }

        _strangers.Add(frame);
        if (_strangers.Count < StrangersBelieved)
        {
            return;
        }

        while (_holding > 0)
        {
            Step(output);
        }

        _next = _strangers[0].Chunk;
        _missingFrames = 0;
        _gaps.Restart();
        AudioFrame[] newcomers = [.. _strangers];
        _strangers.Clear();
        foreach (var newcomer in newcomers)
        {
            Place(newcomer, output);
        }
    }

    private void ForgetStrangers()
    {
        Dropped += _strangers.Count;
        _strangers.Clear();
    }

    private int Index(long chunk) => (int)(((chunk % _held.Length) + _held.Length) % _held.Length);
}
