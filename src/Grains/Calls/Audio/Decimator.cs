using System.Numerics;
using System.Runtime.InteropServices;

namespace FleetActors.Calls;

/// <summary>
/// From 16 kHz to 8 kHz: every second sample of the input behind a low-pass, so that nothing above 4 kHz folds back into the voice. Remembers what it
/// needs between calls; cutting the input elsewhere gives the same output. Delays by 23 samples of the input.
/// </summary>
/// <remarks>
/// A half-band filter of 47 taps, windowed by Kaiser for 60 dB: flat to 3.3 kHz, where telephone voice ends, and at least 55 dB down from 4.7 kHz on.
/// </remarks>
public sealed class Decimator
{
    /// <summary>The most samples that one call takes.</summary>
    public const int MaxInput = 1600;

    private const int Taps = 47;
    private const double KaiserBeta = 5.65;

    // One tap more than the filter has, of weight zero, so that it divides into vectors.
    private const int Row = Taps + 1;
    private static readonly float[] Weights = Design();

    private readonly float[] _line = new float[Row - 1 + MaxInput + 1];
    private int _skip;

    /// <summary>Writes the output and returns how many samples it has: half of the input's, rounded up and down in turn where that is odd.</summary>
    public int Process(ReadOnlySpan<short> input, Span<short> output)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(input.Length, MaxInput);
        for (var i = 0; i < input.Length; i++)
        {
            _line[Row - 1 + i] = input[i];
        }

        var count = 0;
        for (; _skip < input.Length; _skip += 2)
        {
            output[count++] = Sample(_line.AsSpan(_skip, Row));
        }

        _skip -= input.Length;
        _line.AsSpan(input.Length, Row - 1).CopyTo(_line);
        return count;
    }

    private static short Sample(ReadOnlySpan<float> line)
    {
        var sums = Vector<float>.Zero;
        var lines = MemoryMarshal.Cast<float, Vector<float>>(line);
        var weights = MemoryMarshal.Cast<float, Vector<float>>(Weights.AsSpan());
        for (var i = 0; i < lines.Length; i++)
        {
            sums += lines[i] * weights[i];
        }

        var sum = Vector.Sum(sums);
        for (var i = lines.Length * Vector<float>.Count; i < line.Length; i++)
        {
            sum += line[i] * Weights[i];
        }

        return (short)Math.Clamp(MathF.Round(sum), short.MinValue, short.MaxValue);
    }

    private static float[] Design()
    {
        var taps = new double[Taps];
        const int Centre = Taps / 2;
        for (var i = 0; i < Taps; i++)
        {
            var x = (i - Centre) / 2.0;
            var ideal = x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
            var edge = (i - Centre) / (double)Centre;
            taps[i] = ideal * Bessel(KaiserBeta * Math.Sqrt(1 - (edge * edge)));
        }

        // A steady level must come out as it went in.
        var sum = taps.Sum();
        return [0, .. taps.Select(tap => (float)(tap / sum))];
    }

    // The modified Bessel function of order zero, by its power series.
    private static double Bessel(double x)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; term > sum * 1e-12; k++)
        {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }

        return sum;
    }
}
