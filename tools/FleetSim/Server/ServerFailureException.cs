namespace FleetActors.FleetSim.Server;

/// <summary>The server did not start, did not answer, or refused what the simulation needs. The message is for the person at the terminal.</summary>
internal sealed class ServerFailureException(string message, Exception? inner = null) : Exception(message, inner);
