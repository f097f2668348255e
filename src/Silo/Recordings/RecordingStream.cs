namespace FleetActors.Recordings;

/// <summary>A recording as a WAV file, of the length that it had when it was opened, whatever comes to it later.</summary>
internal abstract class RecordingStream(long dataBytes) : Stream
{
    private readonly byte[] _header = WaveHeader.For(dataBytes);
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; } = WaveHeader.Length + dataBytes;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        var piece = buffer[..(int)Math.Clamp(Length - _position, 0, buffer.Length)];
        var read = FromHeader(piece);
        if (read < piece.Length)
        {
            read += ReadSound(piece[read..], _position + read - _header.Length);
        }

        _position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var piece = buffer[..(int)Math.Clamp(Length - _position, 0, buffer.Length)];
        var read = FromHeader(piece.Span);
        if (read < piece.Length)
        {
            read += await ReadSoundAsync(piece[read..], _position + read - _header.Length, cancellationToken);
        }

        _position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => _position,
        _ => Length,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("A recording is only read here.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A recording is only read here.");

    /// <summary>Reads samples' bytes; at least one.</summary>
    /// <param name="at">Place behind the header, in bytes; as many as the buffer takes are there.</param>
    protected abstract int ReadSound(Span<byte> buffer, long at);

    /// <inheritdoc cref="ReadSound"/>
    protected abstract ValueTask<int> ReadSoundAsync(Memory<byte> buffer, long at, CancellationToken cancellationToken);

    private int FromHeader(Span<byte> buffer)
    {
        if (_position >= _header.Length)
        {
            return 0;
        }

        var rest = _header.AsSpan((int)_position);
        rest = rest[..Math.Min(rest.Length, buffer.Length)];
        rest.CopyTo(buffer);
        return rest.Length;
    }
}
