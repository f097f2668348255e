using FleetActors.Calls;

namespace FleetActors.Recordings;

/// <summary>Appends to a recording a second at a time, wherever it is kept.</summary>
internal abstract class RecordingWriter(long samples) : IRecordingWriter
{
    private readonly SecondBuffer _second = new(samples);

    public long Samples => _second.Samples;

    /// <summary>Samples handed to <see cref="WriteAsync"/>, with those that were there before.</summary>
    protected long Written => _second.Taken;

    public async ValueTask AppendAsync(ReadOnlyMemory<short> samples, CancellationToken cancellationToken)
    {
        RecordingException? failure = null;
        for (var left = _second.Fit(samples); !left.IsEmpty;)
        {
            left = left[_second.Add(left.Span)..];
            if (_second.IsFull)
            {
                try
                {
                    await FlushAsync(cancellationToken);
                }
                catch (RecordingException lost)
                {
                    // What comes after the lost second keeps its place.
                    failure = lost;
                }
            }
        }

        if (failure is not null)
        {
            throw failure;
        }
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (!_second.IsEmpty)
        {
            var (first, sound) = _second.Take();
            await WriteAsync(first, sound, cancellationToken);
        }
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>Writes samples at their place. They are good until this returns.</summary>
    /// <exception cref="RecordingException">They are lost.</exception>
    protected abstract ValueTask WriteAsync(long first, ReadOnlyMemory<byte> sound, CancellationToken cancellationToken);
}
