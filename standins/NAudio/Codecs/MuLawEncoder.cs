using System.Numerics;

namespace NAudio.Codecs;

/// <summary>G.711 mu-law, linear to byte.</summary>
public static class MuLawEncoder
{
    /// <summary>One sample; loud ones are clipped at 32635.</summary>
    public static byte LinearToMuLawSample(short sample)
    {
        // The package negates within 16 bits, where -32768 has no counterpart; it comes out as silence there, so it does here.
        var magnitude = Math.Min(sample == short.MinValue ? 0 : Math.Abs(sample), G711.Clip) + G711.MuLawBias;
        var exponent = BitOperations.Log2((uint)magnitude) - 7;
        var mantissa = (magnitude >> (exponent + 3)) & 0x0F;
        return (byte)~((sample < 0 ? G711.SignBit : 0) | (exponent << 4) | mantissa);
    }
}
