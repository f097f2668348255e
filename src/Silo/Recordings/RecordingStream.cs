using Microsoft.Win32.SafeHandles;

namespace FleetActors.Recordings;

/// <summary>A recording's file with the header it ought to have: the one in the file is a second behind while it grows, and after a crash for good.</summary>
internal sealed class RecordingStream(SafeFileHandle file, long dataBytes) : Stream
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
        read += RandomAccess.Read(file, piece[read..], _position + read);
        _position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var piece = buffer[..(int)Math.Clamp(Length - _position, 0, buffer.Length)];
        var read = FromHeader(piece.Span);
        read += await RandomAccess.ReadAsync(file, piece[read..], _position + read, cancellationToken);
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

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }

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
