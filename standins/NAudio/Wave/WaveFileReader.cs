namespace NAudio.Wave;

/// <summary>Reads a wave file: its format, and the audio bytes as a stream.</summary>
public class WaveFileReader : WaveStream
{
    private readonly Lock _gate = new();
    private readonly Stream _stream;
    private readonly bool _owned;
    private readonly long _start;

    /// <summary>Opens a file, which is closed with the reader.</summary>
    /// <exception cref="FormatException">Not a wave file, or without format or data.</exception>
    public WaveFileReader(string waveFile)
        : this(File.OpenRead(waveFile), owned: true)
    {
    }

    /// <summary>Reads a stream, which stays open.</summary>
    /// <exception cref="FormatException">Not a wave file, or without format or data.</exception>
    public WaveFileReader(Stream inputStream)
        : this(inputStream, owned: false)
    {
    }

    private WaveFileReader(Stream stream, bool owned)
    {
        _stream = stream;
        _owned = owned;
        try
        {
            var header = WaveFileHeader.Read(stream);
            WaveFormat = header.Format;
            _start = header.DataPosition;
            Length = header.DataLength;
            Position = 0;
        }
        catch when (owned)
        {
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override WaveFormat WaveFormat { get; }

    /// <summary>Audio bytes, as the header says.</summary>
    public override long Length { get; }

    /// <summary>Samples per channel, of PCM and float.</summary>
    /// <exception cref="InvalidOperationException">Another encoding.</exception>
    public long SampleCount => WaveFormat.Encoding is WaveFormatEncoding.Pcm or WaveFormatEncoding.Extensible or WaveFormatEncoding.IeeeFloat
        ? Length / BlockAlign
        : throw new InvalidOperationException("Sample count is calculated only for the standard encodings");

    /// <summary>Byte position; moved down to a block border and not past the end.</summary>
    public override long Position
    {
        get => _stream.Position - _start;
        set
        {
            lock (_gate)
            {
                var wanted = Math.Min(value, Length);
                _stream.Position = _start + wanted - (wanted % WaveFormat.BlockAlign);
            }
        }
    }

    /// <summary>Reads whole blocks.</summary>
    /// <exception cref="ArgumentException">The count is no multiple of <see cref="WaveStream.BlockAlign"/>.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        if (count % WaveFormat.BlockAlign != 0)
        {
            throw new ArgumentException($"Must read complete blocks: requested {count}, block align is {WaveFormat.BlockAlign}");
        }

        lock (_gate)
        {
            return _stream.Read(buffer, offset, (int)Math.Min(count, Length - Position));
        }
    }

    /// <summary>The next sample of every channel, 1.0 being full scale; null at the end.</summary>
    /// <exception cref="InvalidOperationException">Neither 16 bit PCM nor 32 bit float.</exception>
    public float[]? ReadNextSampleFrame()
    {
        var isFloat = WaveFormat.Encoding == WaveFormatEncoding.IeeeFloat && WaveFormat.BitsPerSample == 32;
        if (!isFloat && (WaveFormat.Encoding is not (WaveFormatEncoding.Pcm or WaveFormatEncoding.Extensible) || WaveFormat.BitsPerSample != 16))
        {
            throw new InvalidOperationException("Only 16, 24 or 32 bit PCM or IEEE float audio data supported");
        }

        var size = WaveFormat.BitsPerSample / 8;
        var raw = new byte[WaveFormat.Channels * size];
        var read = Read(raw, 0, raw.Length);
        if (read < raw.Length)
        {
            return read == 0 ? null : throw new InvalidDataException("Unexpected end of file");
        }

        return [.. Enumerable.Range(0, WaveFormat.Channels)
            .Select(channel => isFloat ? BitConverter.ToSingle(raw, channel * size) : BitConverter.ToInt16(raw, channel * size) / 32768f)];
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _owned)
        {
            _stream.Dispose();
        }

        base.Dispose(disposing);
    }
}
