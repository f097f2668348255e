namespace FleetActors.Deepgram.Streaming;

/// <summary>What leaves next on a connection.</summary>
internal enum SendKind
{
    /// <summary>Nothing before new audio comes or <see cref="SendStep.Wait"/> is over.</summary>
    Nothing,

    /// <summary><see cref="SendStep.Bytes"/> of audio.</summary>
    Audio,

    /// <summary>Ask for what is pending.</summary>
    Finalize,

    /// <summary>A sign of life.</summary>
    KeepAlive,

    /// <summary>No more audio comes.</summary>
    Close,
}

/// <param name="Bytes">Of audio; zero otherwise.</param>
/// <param name="Wait">How long there is nothing to do.</param>
internal readonly record struct SendStep(SendKind Kind, int Bytes = 0, TimeSpan Wait = default);

/// <summary>
/// Decides what leaves next: audio first and never faster than allowed, Finalize and CloseStream only behind all audio, KeepAlive only in silence.
/// </summary>
/// <remarks>All times count from the moment at which the connection was made.</remarks>
/// <param name="bytesPerSecond">Of the audio.</param>
internal sealed class SendPlan(DeepgramOptions options, int bytesPerSecond, int bytesPerSample)
{
    private const double LargestFrame = 0.25;
    private const double SmallestFrame = 0.02;

    private TimeSpan _lastAudio;
    private TimeSpan _lastSign;
    private bool _finalized = true;

    /// <summary>Bytes of audio sent so far.</summary>
    public long Sent { get; private set; }

    /// <summary>The next step.</summary>
    /// <param name="unsent">Bytes of audio that are here and have not left.</param>
    /// <param name="isFinishing">No more audio will come.</param>
    public SendStep Next(TimeSpan now, long unsent, bool isFinishing)
    {
        if (unsent >= bytesPerSample)
        {
            return Audio(now, unsent);
        }

        if (isFinishing)
        {
            return new SendStep(SendKind.Close);
        }

        var finalizeIn = _finalized ? TimeSpan.MaxValue : _lastAudio + options.FinalizeAfter - now;
        var keepAliveIn = _lastSign + options.KeepAlive - now;
        return finalizeIn <= TimeSpan.Zero ? new SendStep(SendKind.Finalize)
            : keepAliveIn <= TimeSpan.Zero ? new SendStep(SendKind.KeepAlive)
            : new SendStep(SendKind.Nothing, Wait: finalizeIn < keepAliveIn ? finalizeIn : keepAliveIn);
    }

    /// <summary>The step was taken.</summary>
    public void Took(SendStep step, TimeSpan now)
    {
        _lastSign = now;
        if (step.Kind == SendKind.Audio)
        {
            Sent += step.Bytes;
            _lastAudio = now;
            _finalized = false;
        }
        else if (step.Kind == SendKind.Finalize)
        {
            _finalized = true;
        }
    }

    private SendStep Audio(TimeSpan now, long unsent)
    {
        var rate = bytesPerSecond * options.CatchUpRate;
        var allowed = (bytesPerSecond * LargestFrame) + (rate * now.TotalSeconds) - Sent;
        var wanted = Math.Min(unsent, bytesPerSecond * LargestFrame);
        var enough = Math.Min(wanted, bytesPerSecond * SmallestFrame);
        return allowed >= enough
            ? new SendStep(SendKind.Audio, Whole(Math.Min(allowed, wanted)))
            : new SendStep(SendKind.Nothing, Wait: TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling((enough - allowed) / rate * 1000))));
    }

    // Half a sample would turn everything after it into noise, and an empty frame would end the stream.
    private int Whole(double bytes) => Math.Max((int)bytes / bytesPerSample, 1) * bytesPerSample;
}
