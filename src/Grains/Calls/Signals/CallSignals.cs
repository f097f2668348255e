using System.Collections.Immutable;
using FleetActors.Storage;

namespace FleetActors.Calls;

/// <summary>
/// What the sound of a call says, whatever the words: the fold of its audio by <see cref="SignalMeter"/>. Stored with the call, so that a call
/// taken up by another process goes on where it was.
/// </summary>
/// <remarks>
/// All per-frame numbers are of frames of 20 ms cut from the audio itself (S1-37). The frames on the wire may be of any length, and the factors of
/// the average and of the decay count per frame: taken from the wire, the same voice in longer frames would look calmer.
/// </remarks>
[GenerateSerializer, Immutable, Alias("fleet.call.signals")]
internal sealed record CallSignals : IKeepsUnknown
{
    /// <summary>Before the first sample.</summary>
    public static readonly CallSignals None = new();

    /// <summary>Frames so far, missing ones too: the call's audio in steps of 20 ms.</summary>
    [Id(0)] public long Frames { get; init; }

    /// <summary>Frames whose loudness was that of a voice: RMS of at least <see cref="SignalMeter.VoicedRms"/>.</summary>
    [Id(1)] public long VoicedFrames { get; init; }

    /// <summary>Frames of which nothing came.</summary>
    [Id(2)] public long MissingFrames { get; init; }

    /// <summary>Loudness of the last frame heard, 0 to 1.</summary>
    [Id(3)] public double Rms { get; init; }

    /// <summary>Moving average of the loudness; null before the first frame, which sets it.</summary>
    [Id(4)] public double? Ema { get; init; }

    /// <summary>For showing, 0 to 1: jumps up with the score and falls by a tenth with every frame.</summary>
    [Id(5)] public double Distress { get; init; }

    /// <summary>Highest score of any frame, 0 to 1.</summary>
    [Id(6)] public double DistressMax { get; init; }

    /// <summary>One point for every whole second, the first <see cref="SignalMeter.MaxCurveSeconds"/> of the call.</summary>
    [Id(7)] public ImmutableArray<AudioSecond> Curve { get; init; } = [];

    /// <summary>The frame that is not whole yet.</summary>
    [Id(8)] public FramePart Part { get; init; }

    /// <summary>The second that is not whole yet.</summary>
    [Id(9)] public SecondPart Second { get; init; }

    /// <summary>Seconds of voice (S1-44).</summary>
    public double VoicedSeconds => VoicedFrames * SignalMeter.FrameSeconds;

    /// <summary>Seconds of which nothing came.</summary>
    public double MissingSeconds => MissingFrames * SignalMeter.FrameSeconds;

    /// <summary>Samples at 8 kHz so far, to the last one.</summary>
    public long Samples => (Frames * SignalMeter.FrameSamples) + Part.Samples;

    /// <summary>
    /// One number for the whole call, 0 to 1: the mean distress over the seconds with voice in them. Unlike <see cref="Distress"/> it does not fall
    /// to nothing in the silence before the line drops, and unlike <see cref="DistressMax"/> one loud word does not settle it.
    /// </summary>
    public double DistressScore()
    {
        var (sum, seconds) = (0.0, 0);
        foreach (var point in Curve)
        {
            if (point.Voiced > 0)
            {
                (sum, seconds) = (sum + point.Distress, seconds + 1);
            }
        }

        return seconds == 0 ? DistressMax : Math.Round(sum / seconds, 4);
    }

    /// <summary>After more audio, 8 kHz.</summary>
    public CallSignals Evolve(ReadOnlySpan<short> samples)
    {
        var meter = new SignalMeter(this);
        meter.Hear(samples);
        return meter.Read();
    }

    /// <summary>After so many samples at 8 kHz that never came.</summary>
    public CallSignals EvolveMissing(long samples)
    {
        var meter = new SignalMeter(this);
        meter.Miss(samples);
        return meter.Read();
    }

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}

/// <summary>The beginning of a frame.</summary>
/// <param name="Samples">How much of it there is.</param>
/// <param name="Heard">How much of that was heard.</param>
/// <param name="Squares">Sum of the squares of what was heard.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.signals.frame")]
internal readonly record struct FramePart(
    [property: Id(0)] int Samples,
    [property: Id(1)] int Heard,
    [property: Id(2)] ulong Squares);

/// <summary>The beginning of a second, in whole frames.</summary>
/// <param name="Frames">How many.</param>
/// <param name="Heard">Samples heard.</param>
/// <param name="Squares">Sum of their squares.</param>
/// <param name="Voiced">Voiced frames.</param>
/// <param name="Missing">Missing frames.</param>
/// <param name="Peak">Highest distress shown.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.signals.second")]
internal readonly record struct SecondPart(
    [property: Id(0)] int Frames,
    [property: Id(1)] int Heard,
    [property: Id(2)] ulong Squares,
    [property: Id(3)] int Voiced,
    [property: Id(4)] int Missing,
    [property: Id(5)] double Peak);
