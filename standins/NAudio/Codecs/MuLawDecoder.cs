namespace NAudio.Codecs;

/// <summary>G.711 mu-law, byte to linear.</summary>
public static class MuLawDecoder
{
    private static readonly short[] Linear = G711.Table(Decode);

    /// <summary>One sample.</summary>
    public static short MuLawToLinearSample(byte muLaw) => Linear[muLaw];

    private static int Decode(byte coded)
    {
        var bits = (byte)~coded;
        var magnitude = ((((bits & 0x0F) << 3) + G711.MuLawBias) << ((bits >> 4) & 0x07)) - G711.MuLawBias;
        if ((bits & G711.SignBit) == 0)
        {
            return magnitude;
        }

        // Negative zero is -1 in the package's table, so that no two codes give the same sample.
        return magnitude == 0 ? -1 : -magnitude;
    }
}
