namespace NAudio.Codecs;

/// <summary>G.711 A-law, byte to linear.</summary>
public static class ALawDecoder
{
    private static readonly short[] Linear = G711.Table(Decode);

    /// <summary>One sample.</summary>
    public static short ALawToLinearSample(byte aLaw) => Linear[aLaw];

    private static int Decode(byte coded)
    {
        var bits = coded ^ G711.ALawMask;
        var exponent = (bits >> 4) & 0x07;
        var mantissa = (bits & 0x0F) << 4;
        var magnitude = exponent == 0 ? mantissa + 8 : (mantissa + 0x108) << (exponent - 1);
        return (bits & G711.SignBit) == 0 ? -magnitude : magnitude;
    }
}
