namespace FleetActors.Calls;

/// <summary>A recording could not be written or read; the message says why, as the store knows it.</summary>
public sealed class RecordingException(string message, Exception? innerException = null) : Exception(message, innerException);
