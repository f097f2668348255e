namespace FleetActors.Sandbox;

/// <summary>What a caller says and how the line treats it.</summary>
/// <param name="Samples">16 bit, one channel; empty for a caller who says nothing.</param>
/// <param name="SampleRate">8000 or 16000.</param>
/// <param name="Codec">What the line carries; null for what the stream asks for, or PCMU.</param>
/// <param name="Speed">How fast it is played, 1 to 20 times real time.</param>
/// <param name="Words">What is said, in order; empty when nobody knows.</param>
internal sealed record CallerLine(short[] Samples, int SampleRate, MediaCodec? Codec, bool LittleEndian, double Speed, LineFaults Faults, IReadOnlyList<SpokenWord> Words)
{
    public const int FrameMs = 20;

    /// <summary>A caller who says nothing and never hangs up.</summary>
    public static CallerLine Silent { get; } = new([], 8000, null, false, 1, new LineFaults(), []);

    /// <summary>Length of the sound when it is played at its own speed.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds((double)Samples.Length / SampleRate);

    public MediaCodec CodecFor(MediaStream stream) => Codec ?? stream.Codec switch
    {
        "PCMA" => MediaCodec.Pcma,
        "L16" => MediaCodec.L16,
        _ => MediaCodec.Pcmu,
    };
}

/// <summary>What goes wrong on the way; shares are probabilities for each frame, 0 to 1.</summary>
/// <param name="Reorder">A frame comes after up to three later ones.</param>
/// <param name="Seed">Of the random draws.</param>
/// <param name="DisconnectAt">Place in the sound at which the socket breaks; null for never.</param>
/// <param name="ReconnectAfter">How long it stays away, in the sound's time; what is said meanwhile is lost.</param>
internal sealed record LineFaults(
    double Loss = 0, double Reorder = 0, double Duplicate = 0, int Seed = 0, TimeSpan? DisconnectAt = null, TimeSpan ReconnectAfter = default);

/// <summary>A word and when it is said, in seconds of the sound.</summary>
internal sealed record SpokenWord(string Text, double Start, double End);

/// <summary>How far a leg's sound has come. Written by the player, read by anybody.</summary>
internal sealed class MediaProgress
{
    private long _frames;
    private int _connections;
    private long _sentMs;

    /// <summary>Frames sent, doubled ones twice.</summary>
    public long Frames => Interlocked.Read(ref _frames);

    /// <summary>Sockets opened.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Place in the sound.</summary>
    public long SentMs => Interlocked.Read(ref _sentMs);

    public void Sent(TimeSpan at)
    {
        Interlocked.Increment(ref _frames);
        Interlocked.Exchange(ref _sentMs, (long)at.TotalMilliseconds);
    }

    public void Connected() => Interlocked.Increment(ref _connections);
}
