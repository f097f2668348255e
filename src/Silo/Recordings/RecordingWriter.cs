using FleetActors.Calls;

namespace FleetActors.Recordings;

/// <summary>Appends to a recording a second at a time, wherever it is kept. A second that cannot be written waits, and is tried again before anything is added.</summary>
internal abstract class RecordingWriter(long samples) : IRecordingWriter
{
    private readonly SecondBuffer _second = new(samples);

    public long Samples => _second.Samples;

    public long Written => _second.Written;

    public async ValueTask AppendAsync(ReadOnlyMemory<short> samples, CancellationToken cancellationToken)
    {
        var left = _second.Fit(samples);
        await FlushIfFullAsync(cancellationToken);
        while (!left.IsEmpty)
        {
            left = left[_second.Add(left.Span)..];
            await FlushIfFullAsync(cancellationToken);
        }
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (!_second.IsEmpty)
        {
            await WriteAsync(_second.Written, _second.Sound, cancellationToken);
            _second.Clear();
        }
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>Nothing waits to be written.</summary>
    protected bool IsEmpty => _second.IsEmpty;

    /// <summary>Writes samples at their place, again where a try before has failed or was not heard of. They are good until this returns.</summary>
    /// <exception cref="RecordingException">They are not written, or nobody knows.</exception>
    protected abstract ValueTask WriteAsync(long first, ReadOnlyMemory<byte> sound, CancellationToken cancellationToken);

    private ValueTask FlushIfFullAsync(CancellationToken cancellationToken) => _second.IsFull ? FlushAsync(cancellationToken) : ValueTask.CompletedTask;
}
