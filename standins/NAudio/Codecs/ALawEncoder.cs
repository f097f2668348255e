using System.Numerics;

namespace NAudio.Codecs;

/// <summary>G.711 A-law, linear to byte.</summary>
public static class ALawEncoder
{
    /// <summary>One sample; loud ones are clipped at 32635.</summary>
    public static byte LinearToALawSample(short sample)
    {
        // -32768 comes out as silence, as in the package: see MuLawEncoder.
        var magnitude = Math.Min(sample == short.MinValue ? 0 : Math.Abs(sample), G711.Clip);
        var exponent = Math.Max(BitOperations.Log2((uint)magnitude) - 7, 0);
        var mantissa = exponent == 0 ? magnitude >> 4 : (magnitude >> (exponent + 3)) & 0x0F;
        var positive = sample < 0 ? 0 : G711.SignBit;
        return (byte)(((exponent << 4) | mantissa | positive) ^ G711.ALawMask);
    }
}
