using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NAudio.Codecs;

namespace FleetActors.EndToEnd;

/// <summary>Sound as numbers.</summary>
internal static class Wav
{
    private const int Header = 44;

    /// <summary>The samples of a WAV file of 16 bit and one channel.</summary>
    public static short[] Samples(byte[] wav)
    {
        var data = wav.AsSpan().IndexOf("data"u8) + 8;
        return MemoryMarshal.Cast<byte, short>(wav.AsSpan(data, (wav.Length - data) & ~1)).ToArray();
    }

    /// <summary>A WAV file of 16 bit and one channel.</summary>
    public static byte[] File(ReadOnlySpan<short> samples, int rate = 8000)
    {
        var bytes = MemoryMarshal.AsBytes(samples);
        var file = new byte[Header + bytes.Length];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), rate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), 16);
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), bytes.Length);
        bytes.CopyTo(file.AsSpan(Header));
        return file;
    }

    /// <summary>A tone of half the full scale.</summary>
    public static short[] Tone(double hertz, double seconds, int rate) =>
        [.. Enumerable.Range(0, (int)(seconds * rate)).Select(i => (short)(16384 * Math.Sin(2 * Math.PI * hertz * i / rate)))];

    /// <summary>What is left of samples that went over a line.</summary>
    public static short[] Over(string codec, short[] samples) => codec switch
    {
        "pcmu" => [.. samples.Select(sample => MuLawDecoder.MuLawToLinearSample(MuLawEncoder.LinearToMuLawSample(sample)))],
        "pcma" => [.. samples.Select(sample => ALawDecoder.ALawToLinearSample(ALawEncoder.LinearToALawSample(sample)))],
        _ => samples,
    };
}
