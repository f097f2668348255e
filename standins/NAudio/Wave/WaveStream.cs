namespace NAudio.Wave;

/// <summary>A readable, seekable stream of audio; positions are in bytes and belong on block borders.</summary>
public abstract class WaveStream : Stream, IWaveProvider
{
    /// <inheritdoc/>
    public abstract WaveFormat WaveFormat { get; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <summary>Bytes of one sample over all channels.</summary>
    public virtual int BlockAlign => WaveFormat.BlockAlign;

    /// <summary>The position as time.</summary>
    public virtual TimeSpan CurrentTime
    {
        get => TimeSpan.FromSeconds((double)Position / WaveFormat.AverageBytesPerSecond);
        set => Position = (long)(value.TotalSeconds * WaveFormat.AverageBytesPerSecond);
    }

    /// <summary>The length as time.</summary>
    public virtual TimeSpan TotalTime => TimeSpan.FromSeconds((double)Length / WaveFormat.AverageBytesPerSecond);

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin)
    {
        Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => Length + offset,
        };
        return Position;
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException("The length of a wave stream is fixed.");

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A wave stream is read only.");
}
