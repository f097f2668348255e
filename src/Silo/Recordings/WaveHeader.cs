using System.Buffers.Binary;
using NAudio.Wave;

namespace FleetActors.Recordings;

/// <summary>The header of every recording: 8 kHz, 16 bit, one channel, always of the same length, so that only its two sizes ever change.</summary>
internal static class WaveHeader
{
    private const int RiffSizeAt = 4;
    private static readonly byte[] Blank = Make();

    /// <summary>Bytes before the first sample.</summary>
    public static int Length => Blank.Length;

    /// <summary>Where the data's size stands; that of the whole is at 4.</summary>
    private static int DataSizeAt => Blank.Length - 4;

    /// <summary>A header for so many bytes of samples.</summary>
    public static byte[] For(long dataBytes)
    {
        byte[] header = [.. Blank];
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(RiffSizeAt), checked((uint)(Length - 8 + dataBytes)));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(DataSizeAt), checked((uint)dataBytes));
        return header;
    }

    private static byte[] Make()
    {
        using var memory = new MemoryStream();
        using (new WaveFileWriter(memory, new WaveFormat(8000, 16, 1)))
        {
            // Nothing to write: the header is what is wanted.
        }

        return memory.ToArray();
    }
}
