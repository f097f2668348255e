using System.Numerics;
using System.Runtime.InteropServices;

namespace FleetActors.Calls;

/// <summary>Sums of squared samples: exact, so that it does not matter how the samples are cut.</summary>
internal static class SquareSum
{
    /// <summary>The sum over all samples; zero for none.</summary>
    public static ulong Of(ReadOnlySpan<short> samples)
    {
        var vectors = MemoryMarshal.Cast<short, Vector<short>>(samples);
        var sums = Vector<ulong>.Zero;
        foreach (var vector in vectors)
        {
            Vector.Widen(vector, out var low, out var high);

            // Two squares make at most 2^31, which only fits without a sign.
            var squares = Vector.AsVectorUInt32(low * low) + Vector.AsVectorUInt32(high * high);
            Vector.Widen(squares, out var even, out var odd);
            sums += even + odd;
        }

        var total = Vector.Sum(sums);
        foreach (var sample in samples[(vectors.Length * Vector<short>.Count)..])
        {
            total += (ulong)(sample * sample);
        }

        return total;
    }

    /// <summary>Root mean square as a part of full scale, 0 to 1; 0 for no samples.</summary>
    public static double Rms(ulong squares, long samples) => samples == 0 ? 0 : Math.Min(1, Math.Sqrt(squares / (double)samples) / 32768);
}
