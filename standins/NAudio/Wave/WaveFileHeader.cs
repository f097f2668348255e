namespace NAudio.Wave;

/// <summary>Where the audio of a RIFF file lies and what it is.</summary>
internal sealed record WaveFileHeader(WaveFormat Format, long DataPosition, long DataLength)
{
    private static readonly uint Riff = BitConverter.ToUInt32("RIFF"u8);
    private static readonly uint Wave = BitConverter.ToUInt32("WAVE"u8);
    private static readonly uint Fmt = BitConverter.ToUInt32("fmt "u8);
    private static readonly uint Data = BitConverter.ToUInt32("data"u8);

    /// <summary>Walks the chunks; a broken one after format and data does not matter.</summary>
    public static WaveFileHeader Read(Stream stream)
    {
        var reader = new BinaryReader(stream);
        if (reader.ReadUInt32() != Riff)
        {
            throw new FormatException("Not a WAVE file - no RIFF header");
        }

        var end = Math.Min(reader.ReadUInt32() + 8L, stream.Length);
        if (reader.ReadUInt32() != Wave)
        {
            throw new FormatException("Not a WAVE file - no WAVE header");
        }

        WaveFormat? format = null;
        (long Position, long Length)? data = null;
        while (stream.Position <= end - 8)
        {
            var id = reader.ReadUInt32();
            var length = reader.ReadUInt32();
            var next = stream.Position + length;
            if (id == Fmt)
            {
                format = length <= int.MaxValue
                    ? WaveFormat.FromFormatChunk(reader, (int)length)
                    : throw new InvalidDataException("Format chunk too long");
            }
            else if (id == Data)
            {
                data = (stream.Position, length);
            }
            else if (next > stream.Length)
            {
                break;
            }

            stream.Position = next;
            SkipPadding(stream, length);
        }

        return new WaveFileHeader(
            format ?? throw new FormatException("Invalid WAV file - No fmt chunk found"),
            data?.Position ?? throw new FormatException("Invalid WAV file - No data chunk found"),
            data.Value.Length);
    }

    // Chunks begin on even positions, but some writers forget the byte in between.
    private static void SkipPadding(Stream stream, uint length)
    {
        if (length % 2 != 0 && stream.ReadByte() is > 0)
        {
            stream.Position--;
        }
    }
}
