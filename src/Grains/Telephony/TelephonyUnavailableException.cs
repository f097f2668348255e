namespace FleetActors.Telephony;

/// <summary>The provider could not be asked; nothing is known.</summary>
public sealed class TelephonyUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
