namespace FleetActors.Calls;

/// <summary>
/// How long a gap between two frames is. By the count of missing frames and their usual length, which is exact where all frames are alike; by the
/// sender's timestamps where those have proved to be milliseconds and say something else.
/// </summary>
internal sealed class FrameGaps(AudioFormat format)
{
    /// <summary>A gap is at most so many seconds, beside the frames that are known to have been dropped.</summary>
    public const int MaxSeconds = 30;

    /// <summary>With those, so many.</summary>
    public const int MaxDroppedSeconds = 600;

    private const int Proved = 8;
    private const int MostProof = 32;

    private int _usual;
    private int _alike;
    private int _proof;
    private long? _lastTimestamp;
    private int _lastSamples;

    /// <summary>Samples of each channel between the frame told before and this one.</summary>
    /// <param name="samples">Of this frame, at least one.</param>
    /// <param name="missingFrames">How many are known to be missing between them.</param>
    /// <param name="dropped">How many of those came, and were dropped by our own side.</param>
    public int Length(long timestampMs, int samples, long missingFrames, long dropped = 0)
    {
        if (_usual == 0)
        {
            _usual = samples;
        }

        var byCount = missingFrames * _usual;
        var byClock = ByClock(timestampMs);
        if (missingFrames == 0)
        {
            Learn(byClock);
        }

        Count(samples);
        (_lastTimestamp, _lastSamples) = (timestampMs, samples);

        // Timestamps are rounded to whole milliseconds, and some senders' tremble: within half a frame the count knows better.
        var trembling = Math.Max(_usual / 2.0, 2 * format.SampleRate / 1000.0);
        var gap = missingFrames > 0 && _proof >= Proved && byClock is { } told && Math.Abs(told - byCount) > trembling
            ? (long)Math.Clamp(told, 0, 4.0 * byCount)
            : byCount;
        return (int)Math.Min(gap, Math.Min((dropped * (double)_usual) + (MaxSeconds * (double)format.SampleRate), MaxDroppedSeconds * (double)format.SampleRate));
    }

    /// <summary>The sender's count begins anew, so its clock may too.</summary>
    public void Restart() => (_lastTimestamp, _proof) = (null, 0);

    private double? ByClock(long timestampMs)
    {
        if (_lastTimestamp is not { } last)
        {
            return null;
        }

        // As floating point: the difference of two numbers from the wire may leave the range.
        return (((double)timestampMs - last) * format.SampleRate / 1000) - _lastSamples;
    }

    private void Learn(double? tooMuch)
    {
        if (tooMuch is not { } difference)
        {
            return;
        }

        _proof = Math.Abs(difference) <= _lastSamples / 4.0 ? Math.Min(_proof + 1, MostProof) : Math.Max(0, _proof - 2);
    }

    // The length that most frames have, as a running majority vote.
    private void Count(int samples)
    {
        if (samples == _usual)
        {
            _alike = Math.Min(_alike + 1, MostProof);
        }
        else if (--_alike <= 0)
        {
            (_usual, _alike) = (samples, 1);
        }
    }
}
