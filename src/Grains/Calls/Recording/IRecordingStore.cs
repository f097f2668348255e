namespace FleetActors.Calls;

/// <summary>
/// Keeps what callers said, as WAV files of 8 kHz, 16 bit, one channel. What was appended survives the end of the process but for the last second;
/// a recording cut off anywhere is read like one that was closed.
/// </summary>
public interface IRecordingStore
{
    /// <summary>
    /// Opens a call's recording for appending; one that exists is continued. One writer of a call at a time: that of a lost activation may go on for a while,
    /// which never harms what is there.
    /// </summary>
    /// <exception cref="RecordingException">The store is not available.</exception>
    Task<IRecordingWriter> OpenAsync(string callId, CancellationToken cancellationToken);

    /// <summary>
    /// The WAV file as far as it is written, also while it is being written; null when there is none. Its length and header stay as they were at this call.
    /// Seekable, so that parts can be served.
    /// </summary>
    /// <exception cref="RecordingException">The store is not available.</exception>
    Task<Stream?> OpenReadAsync(string callId, CancellationToken cancellationToken);

    /// <summary>What there is of a call; null when there is nothing.</summary>
    /// <exception cref="RecordingException">The store is not available.</exception>
    Task<RecordingInfo?> FindAsync(string callId, CancellationToken cancellationToken);
}
