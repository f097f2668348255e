namespace FleetActors.Telnyx.Recordings;

/// <summary>Reads at most so many bytes, whatever comes.</summary>
internal sealed class LimitedStream(Stream inner, long most) : Stream
{
    private long _left = most;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("It is not known before the end.");

    public override long Position
    {
        get => throw new NotSupportedException("It is read once.");
        set => throw new NotSupportedException("It is read once.");
    }

    /// <exception cref="RecordingTooLargeException">There is more.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        return (_left -= read) >= 0 ? read : throw new RecordingTooLargeException();
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is read without waiting.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("It is read once.");

    public override void SetLength(long value) => throw new NotSupportedException("It is only read.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is only read.");
}

/// <summary>More came than is taken.</summary>
internal sealed class RecordingTooLargeException() : Exception("There is more than is taken.");
