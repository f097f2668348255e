namespace FleetActors.Calls;

/// <summary>
/// A recording being written. One caller at a time; disposing writes what is left and closes it, and may throw as <see cref="FlushAsync"/> does: then what is left is lost.
/// </summary>
public interface IRecordingWriter : IAsyncDisposable
{
    /// <summary>Length so far in samples, with what it had when it was opened and what waits to be written.</summary>
    long Samples { get; }

    /// <summary>Length without what waits.</summary>
    long Written { get; }

    /// <summary>
    /// Adds samples of 8 kHz; they are copied. Every second of sound is written at once. Past <see cref="RecordingInfo.MaxSamples"/> nothing is added.
    /// </summary>
    /// <exception cref="RecordingException">
    /// What waits could not be written. Nothing is lost: <see cref="Samples"/> says how many were added before it failed, and the next call, with the rest or with nothing,
    /// tries again before it adds any. Not so where <see cref="RecordingException.IsFinal"/> says that it is of no use.
    /// </exception>
    ValueTask AppendAsync(ReadOnlyMemory<short> samples, CancellationToken cancellationToken);

    /// <summary>Writes what waits for its second to become whole.</summary>
    /// <exception cref="RecordingException">As with <see cref="AppendAsync"/>.</exception>
    ValueTask FlushAsync(CancellationToken cancellationToken);
}
