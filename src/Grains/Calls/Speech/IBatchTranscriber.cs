namespace FleetActors.Calls;

/// <summary>Transcribes a whole recording, slower and better than live recognition.</summary>
public interface IBatchTranscriber
{
    /// <summary>False: none is configured, and every transcription fails at once.</summary>
    bool IsEnabled { get; }

    /// <summary>
    /// Asks once. Never throws for what the recogniser or the network does: a failure is in the answer. Only cancellation is thrown, and what reading the
    /// recording throws. Safe to repeat; each time is paid for.
    /// </summary>
    /// <param name="recording">A WAV file from its start; not disposed.</param>
    Task<BatchTranscript> TranscribeAsync(Stream recording, CancellationToken cancellationToken);
}
