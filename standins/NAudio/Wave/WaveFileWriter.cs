using System.Buffers.Binary;

namespace NAudio.Wave;

/// <summary>
/// Writes a wave file. The sizes in the header are filled in by <see cref="Flush"/> and at the end, so the stream must be seekable;
/// a file cut off in between is readable up to the last flush.
/// </summary>
#pragma warning disable CA1710 // The package's name.
public class WaveFileWriter : Stream
#pragma warning restore CA1710
{
    private readonly BinaryWriter _writer;
    private readonly long _factPosition;
    private readonly long _dataSizePosition;
    private Stream? _stream;
    private long _written;

    /// <summary>Writes the header; the stream is closed with the writer.</summary>
    public WaveFileWriter(Stream outStream, WaveFormat format)
    {
        ArgumentNullException.ThrowIfNull(outStream);
        ArgumentNullException.ThrowIfNull(format);
        _stream = outStream;
        WaveFormat = format;
        _writer = new BinaryWriter(outStream);
        _writer.Write("RIFF\0\0\0\0WAVEfmt "u8);
        format.Serialize(_writer);
        if (HasFact)
        {
            _writer.Write("fact"u8);
            _writer.Write(4);
            _factPosition = outStream.Position;
            _writer.Write(0);
        }

        _writer.Write("data"u8);
        _dataSizePosition = outStream.Position;
        _writer.Write(0);
    }

    /// <summary>Creates or replaces a file, which others may read meanwhile.</summary>
    public WaveFileWriter(string filename, WaveFormat format)
        : this(new FileStream(filename, FileMode.Create, FileAccess.Write, FileShare.Read), format)
    {
        Filename = filename;
    }

    /// <summary>The file, or null for a stream.</summary>
    public string? Filename { get; }

    /// <summary>What is written.</summary>
    public WaveFormat WaveFormat { get; }

    /// <summary>Length of what was written.</summary>
    public TimeSpan TotalTime => TimeSpan.FromSeconds((double)Length / WaveFormat.AverageBytesPerSecond);

    /// <summary>Audio bytes written.</summary>
    public override long Length => _written;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <summary>Audio bytes written; cannot be set.</summary>
    public override long Position
    {
        get => _written;
        set => throw new InvalidOperationException("Repositioning a WaveFileWriter is not supported");
    }

    private bool HasFact => WaveFormat.Encoding != WaveFormatEncoding.Pcm && WaveFormat.BitsPerSample != 0;

    private Stream Target => _stream ?? throw new ObjectDisposedException(nameof(WaveFileWriter));

    /// <summary>Appends bytes that are already in the format.</summary>
    /// <exception cref="ArgumentException">The file would pass 4 GiB.</exception>
    public override void Write(byte[] buffer, int offset, int count)
    {
        if (Target.Length + count > uint.MaxValue)
        {
            throw new ArgumentException("WAV file too large", nameof(count));
        }

        Target.Write(buffer, offset, count);
        _written += count;
    }

    /// <summary>Appends one sample, 1.0 being full scale, to 16 bit PCM or 32 bit float.</summary>
    public void WriteSample(float sample)
    {
        if (WaveFormat.BitsPerSample == 16)
        {
            WriteLinear((short)(short.MaxValue * sample));
        }
        else if (WaveFormat.Encoding == WaveFormatEncoding.IeeeFloat)
        {
            Span<byte> bytes = stackalloc byte[4];
            BinaryPrimitives.WriteSingleLittleEndian(bytes, sample);
            Append(bytes);
        }
        else
        {
            throw Unsupported();
        }
    }

    /// <summary>Appends floating point samples.</summary>
    public void WriteSamples(float[] samples, int offset, int count)
    {
        foreach (var sample in samples.AsSpan(offset, count))
        {
            WriteSample(sample);
        }
    }

    /// <summary>Appends 16 bit samples, to 16 bit PCM or 32 bit float.</summary>
    public void WriteSamples(short[] samples, int offset, int count)
    {
        foreach (var sample in samples.AsSpan(offset, count))
        {
            if (WaveFormat.BitsPerSample == 16)
            {
                WriteLinear(sample);
            }
            else
            {
                WriteSample(sample / 32768f);
            }
        }
    }

    /// <summary>Writes the sizes, so that the file is whole up to here.</summary>
    public override void Flush()
    {
        var position = Target.Position;
        UpdateHeader();
        Target.Position = position;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Cannot read from a WaveFileWriter");

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new InvalidOperationException("Cannot seek within a WaveFileWriter");

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new InvalidOperationException("Cannot set length of a WaveFileWriter");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _stream is not null)
        {
            try
            {
                UpdateHeader();
            }
            finally
            {
                _stream.Dispose();
                _stream = null;
            }
        }

        base.Dispose(disposing);
    }

    private void UpdateHeader()
    {
        _writer.Flush();
        WriteAt(4, (uint)(Target.Length - 8));
        if (HasFact)
        {
            WriteAt(_factPosition, (uint)(_written * 8 / (WaveFormat.BitsPerSample * WaveFormat.Channels)));
        }

        WriteAt(_dataSizePosition, (uint)_written);
    }

    private void WriteAt(long position, uint value)
    {
        Target.Position = position;
        _writer.Write(value);
    }

    private void WriteLinear(short sample)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteInt16LittleEndian(bytes, sample);
        Append(bytes);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        Target.Write(bytes);
        _written += bytes.Length;
    }

    private static InvalidOperationException Unsupported() => new("Only 16, 24 or 32 bit PCM or IEEE float audio data supported");
}
