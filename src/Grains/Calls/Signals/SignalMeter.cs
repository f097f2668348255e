namespace FleetActors.Calls;

/// <summary>
/// Measures a call's audio as it comes (S1-37 to S1-40). The same as <see cref="CallSignals.Evolve"/>, without a new state for each frame.
/// </summary>
internal sealed class SignalMeter(CallSignals start)
{
    /// <summary>20 ms at 8 kHz.</summary>
    public const int FrameSamples = 160;

    /// <summary>Length of a frame.</summary>
    public const double FrameSeconds = 0.02;

    /// <summary>Frames in a second.</summary>
    public const int FramesPerSecond = 50;

    /// <summary>A frame at least this loud is voice.</summary>
    public const double VoicedRms = 0.02;

    /// <summary>Weight of the newest frame in the moving average.</summary>
    public const double Alpha = 0.15;

    /// <summary>Distress for each unit of loudness above the average.</summary>
    public const double Gain = 8;

    /// <summary>What is left of the shown distress after a frame.</summary>
    public const double Decay = 0.9;

    // What fades forever would end in numbers that processors are slow with, and that are long to store.
    private const double Nothing = 1e-9;

    /// <summary>The curve ends after four hours, as calls do: an endless stream must not make an endless state.</summary>
    public const int MaxCurveSeconds = 4 * 60 * 60;

    private readonly List<AudioSecond> _points = [];
    private CallSignals _signals = start;
    private FramePart _part = start.Part;
    private SecondPart _second = start.Second;
    private long _frames = start.Frames;
    private long _voiced = start.VoicedFrames;
    private long _missing = start.MissingFrames;
    private double _rms = start.Rms;
    private double? _ema = start.Ema;
    private double _distress = start.Distress;
    private double _distressMax = start.DistressMax;

    /// <summary>Samples so far, missing ones too.</summary>
    public long Samples => (_frames * FrameSamples) + _part.Samples;

    /// <summary>Takes the next audio, 8 kHz, any length.</summary>
    public void Hear(ReadOnlySpan<short> samples)
    {
        while (!samples.IsEmpty)
        {
            var piece = samples[..Math.Min(samples.Length, FrameSamples - _part.Samples)];
            Fill(piece.Length, piece.Length, SquareSum.Of(piece));
            samples = samples[piece.Length..];
        }
    }

    /// <summary>
    /// Takes note of audio that never came. Time passes, but it is neither voice nor calm: the average stays, or every lost frame would look like
    /// an outcry when the voice comes back.
    /// </summary>
    public void Miss(long samples)
    {
        while (samples > 0)
        {
            var piece = (int)Math.Min(samples, FrameSamples - _part.Samples);
            Fill(piece, heard: 0, squares: 0);
            samples -= piece;
        }
    }

    /// <summary>All of it so far.</summary>
    public CallSignals Read()
    {
        // Whole seconds are rare among frames: copying the curve once for each costs nothing.
        var curve = _points.Count == 0 ? _signals.Curve : _signals.Curve.AddRange(_points);
        _points.Clear();
        _signals = _signals with
        {
            Frames = _frames,
            VoicedFrames = _voiced,
            MissingFrames = _missing,
            Rms = _rms,
            Ema = _ema,
            Distress = _distress,
            DistressMax = _distressMax,
            Curve = curve,
            Part = _part,
            Second = _second,
        };
        return _signals;
    }

    private void Fill(int samples, int heard, ulong squares)
    {
        _part = new FramePart(_part.Samples + samples, _part.Heard + heard, _part.Squares + squares);
        if (_part.Samples == FrameSamples)
        {
            EndFrame();
        }
    }

    private void EndFrame()
    {
        var score = 0.0;
        var voiced = false;
        if (_part.Heard > 0)
        {
            _rms = SquareSum.Rms(_part.Squares, _part.Heard);
            voiced = _rms >= VoicedRms;
            score = Score(_rms);
        }

        _distress = Faded(Math.Max(_distress * Decay, score));
        _distressMax = Math.Max(_distressMax, score);
        _frames++;
        _voiced += voiced ? 1 : 0;
        _missing += _part.Heard == 0 ? 1 : 0;
        AddToSecond(voiced);
        _part = default;
    }

    // The average moves first, so that a jump counts for 0.85 of itself (S1-39).
    private double Score(double rms)
    {
        var ema = _ema is { } before ? (Alpha * rms) + ((1 - Alpha) * before) : rms;
        _ema = Faded(ema);
        return Math.Min(1, Math.Max(0, rms - ema) * Gain);
    }

    private void AddToSecond(bool voiced)
    {
        _second = new SecondPart(
            _second.Frames + 1,
            _second.Heard + _part.Heard,
            _second.Squares + _part.Squares,
            _second.Voiced + (voiced ? 1 : 0),
            _second.Missing + (_part.Heard == 0 ? 1 : 0),
            Math.Max(_second.Peak, _distress));
        if (_second.Frames < FramesPerSecond)
        {
            return;
        }

        if (_signals.Curve.Length + _points.Count < MaxCurveSeconds)
        {
            _points.Add(new AudioSecond(
                Thousandths(SquareSum.Rms(_second.Squares, _second.Heard)),
                Thousandths(_second.Peak),
                Thousandths(_second.Voiced / (double)FramesPerSecond),
                Thousandths(_second.Missing / (double)FramesPerSecond)));
        }

        _second = default;
    }

    private static double Faded(double value) => value < Nothing ? 0 : value;

    private static double Thousandths(double value) => Math.Round(value, 3);
}
