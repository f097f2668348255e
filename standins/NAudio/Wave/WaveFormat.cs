namespace NAudio.Wave;

/// <summary>What the bytes of a wave file mean (WAVEFORMATEX).</summary>
public class WaveFormat
{
    private byte[] _extra = [];

    /// <summary>16 bit stereo PCM at 44.1 kHz.</summary>
    public WaveFormat()
        : this(44100, 16, 2)
    {
    }

    /// <summary>16 bit PCM.</summary>
    public WaveFormat(int sampleRate, int channels)
        : this(sampleRate, 16, channels)
    {
    }

    /// <summary>PCM.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one channel.</exception>
    public WaveFormat(int rate, int bits, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        Encoding = WaveFormatEncoding.Pcm;
        SampleRate = rate;
        BitsPerSample = bits;
        Channels = channels;
        BlockAlign = channels * (bits / 8);
        AverageBytesPerSecond = rate * BlockAlign;
    }

    /// <summary>The format tag.</summary>
    public WaveFormatEncoding Encoding { get; private set; }

    /// <summary>1 is mono.</summary>
    public int Channels { get; private set; }

    /// <summary>Samples per second and channel.</summary>
    public int SampleRate { get; private set; }

    /// <summary>Bytes per second over all channels.</summary>
    public int AverageBytesPerSecond { get; private set; }

    /// <summary>Bytes of one sample over all channels.</summary>
    public virtual int BlockAlign { get; private set; }

    /// <summary>Bits of one sample of one channel.</summary>
    public int BitsPerSample { get; private set; }

    /// <summary>Bytes that follow the header in the file.</summary>
    public int ExtraSize => _extra.Length;

    /// <summary>8 bit A-law.</summary>
    public static WaveFormat CreateALawFormat(int sampleRate, int channels) =>
        CreateCustomFormat(WaveFormatEncoding.ALaw, sampleRate, channels, sampleRate * channels, channels, 8);

    /// <summary>8 bit mu-law.</summary>
    public static WaveFormat CreateMuLawFormat(int sampleRate, int channels) =>
        CreateCustomFormat(WaveFormatEncoding.MuLaw, sampleRate, channels, sampleRate * channels, channels, 8);

    /// <summary>32 bit floating point.</summary>
    public static WaveFormat CreateIeeeFloatWaveFormat(int sampleRate, int channels) =>
        CreateCustomFormat(WaveFormatEncoding.IeeeFloat, sampleRate, channels, sampleRate * channels * 4, channels * 4, 32);

    /// <summary>Every member as given.</summary>
    public static WaveFormat CreateCustomFormat(
        WaveFormatEncoding tag, int sampleRate, int channels, int averageBytesPerSecond, int blockAlign, int bitsPerSample) => new()
        {
            Encoding = tag,
            SampleRate = sampleRate,
            Channels = channels,
            AverageBytesPerSecond = averageBytesPerSecond,
            BlockAlign = blockAlign,
            BitsPerSample = bitsPerSample,
        };

    /// <summary>Reads the body of a "fmt " chunk.</summary>
    /// <exception cref="InvalidDataException">Shorter than 16 bytes.</exception>
    public static WaveFormat FromFormatChunk(BinaryReader br, int formatChunkLength)
    {
        ArgumentNullException.ThrowIfNull(br);
        if (formatChunkLength < 16)
        {
            throw new InvalidDataException("Invalid WaveFormat Structure");
        }

        var format = new WaveFormat
        {
            Encoding = (WaveFormatEncoding)br.ReadUInt16(),
            Channels = br.ReadInt16(),
            SampleRate = br.ReadInt32(),
            AverageBytesPerSecond = br.ReadInt32(),
            BlockAlign = br.ReadInt16(),
            BitsPerSample = br.ReadInt16(),
        };
        if (formatChunkLength > 16)
        {
            // Files exist whose count of extra bytes is wrong; the chunk's length is what the next chunk depends on.
            br.ReadInt16();
            format._extra = br.ReadBytes(formatChunkLength - 18);
        }

        return format;
    }

    /// <summary>Bytes of so many milliseconds, rounded up to whole blocks.</summary>
    public int ConvertLatencyToByteSize(int milliseconds)
    {
        var bytes = (int)(AverageBytesPerSecond / 1000.0 * milliseconds);
        return bytes % BlockAlign == 0 ? bytes : bytes + BlockAlign - (bytes % BlockAlign);
    }

    /// <summary>Writes length and body of a "fmt " chunk; always with the count of extra bytes, so PCM takes 18.</summary>
    public virtual void Serialize(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(18 + ExtraSize);
        writer.Write((ushort)Encoding);
        writer.Write((short)Channels);
        writer.Write(SampleRate);
        writer.Write(AverageBytesPerSecond);
        writer.Write((short)BlockAlign);
        writer.Write((short)BitsPerSample);
        writer.Write((short)ExtraSize);
        writer.Write(_extra);
    }

    /// <summary>Equal in all but the extra bytes.</summary>
    public override bool Equals(object? obj) => obj is WaveFormat other && Key.Equals(other.Key);

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Encoding switch
    {
        WaveFormatEncoding.Pcm or WaveFormatEncoding.Extensible => $"{BitsPerSample} bit PCM: {SampleRate}Hz {Channels} channels",
        _ => Encoding.ToString(),
    };

    private (WaveFormatEncoding Encoding, int Channels, int Rate, int Average, int Block, int Bits) Key =>
        (Encoding, Channels, SampleRate, AverageBytesPerSecond, BlockAlign, BitsPerSample);
}
