namespace NAudio.Wave;

/// <summary>The format tag of a wave file; the registered numbers that speech recordings use.</summary>
public enum WaveFormatEncoding : ushort
{
    /// <summary>Not known.</summary>
    Unknown = 0x0000,

    /// <summary>Linear samples.</summary>
    Pcm = 0x0001,

    /// <summary>Floating point samples.</summary>
    IeeeFloat = 0x0003,

    /// <summary>G.711 A-law.</summary>
    ALaw = 0x0006,

    /// <summary>G.711 mu-law.</summary>
    MuLaw = 0x0007,

    /// <summary>The real tag is in the extra bytes.</summary>
    Extensible = 0xFFFE,
}
