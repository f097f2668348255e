using System.Buffers.Binary;
using System.Text;

namespace FleetActors.Telnyx.Recordings;

/// <summary>WAV files, right and wrong ones.</summary>
internal static class WavFile
{
    public static short[] Sound(int samples) => [.. Enumerable.Range(0, samples).Select(static i => (short)(i * 7919))];

    public static byte[] Linear(short[] samples, int rate = 8000, int channels = 1, uint? size = null)
    {
        var data = System.Runtime.InteropServices.MemoryMarshal.AsBytes(samples.AsSpan()).ToArray();
        return Make(Format(1, channels, rate, 16), data, size);
    }

    public static byte[] Companded(byte[] data, int tag) => Make(Format(tag, 1, 8000, 8), data);

    public static byte[] Make(byte[] format, byte[] data, uint? size = null, params (string Name, byte[] Content)[] before) =>
    [
        .. "RIFF"u8, .. Word32(uint.MaxValue), .. "WAVE"u8,
        .. before.SelectMany(static chunk => Chunk(chunk.Name, chunk.Content)),
        .. Chunk("fmt ", format),
        .. "data"u8, .. Word32(size ?? (uint)data.Length), .. data,
    ];

    public static byte[] Format(int tag, int channels, int rate, int bits)
    {
        var format = new byte[16];
        BinaryPrimitives.WriteUInt16LittleEndian(format, (ushort)tag);
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(2), (ushort)channels);
        BinaryPrimitives.WriteInt32LittleEndian(format.AsSpan(4), rate);
        BinaryPrimitives.WriteInt32LittleEndian(format.AsSpan(8), rate * channels * bits / 8);
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(12), (ushort)(channels * bits / 8));
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(14), (ushort)bits);
        return format;
    }

    private static byte[] Chunk(string name, byte[] content) =>
        [.. Encoding.ASCII.GetBytes(name), .. Word32((uint)content.Length), .. content, .. new byte[content.Length % 2]];

    private static byte[] Word32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
