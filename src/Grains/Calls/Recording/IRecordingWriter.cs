namespace FleetActors.Calls;

/// <summary>A recording being written. One caller at a time; disposing writes what is left and closes it, and may throw as <see cref="FlushAsync"/> does.</summary>
public interface IRecordingWriter : IAsyncDisposable
{
    /// <summary>Length so far in samples, with what it had when it was opened.</summary>
    long Samples { get; }

    /// <summary>
    /// Adds samples of 8 kHz; they are copied. Every second of sound is written at once. Past <see cref="RecordingInfo.MaxSamples"/> nothing is added.
    /// </summary>
    /// <exception cref="RecordingException">
    /// What was waiting could not be written and is lost. It counts as silence, so that what is appended later keeps its place; go on appending.
    /// </exception>
    ValueTask AppendAsync(ReadOnlyMemory<short> samples, CancellationToken cancellationToken);

    /// <summary>Writes what waits for its second to become whole.</summary>
    /// <exception cref="RecordingException">As with <see cref="AppendAsync"/>.</exception>
    ValueTask FlushAsync(CancellationToken cancellationToken);
}
