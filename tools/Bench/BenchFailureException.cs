namespace FleetActors.Bench;

/// <summary>A row could not be measured. The message is for the person at the terminal.</summary>
internal sealed class BenchFailureException(string message, Exception? inner = null) : Exception(message, inner);
