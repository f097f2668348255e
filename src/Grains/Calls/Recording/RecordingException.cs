namespace FleetActors.Calls;

/// <summary>A recording could not be written or read; the message says why, as the store knows it.</summary>
public sealed class RecordingException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Trying again is of no use. Default false: what cannot be written now may be written later.</summary>
    public bool IsFinal { get; init; }
}
