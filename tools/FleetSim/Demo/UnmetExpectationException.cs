namespace FleetActors.FleetSim.Demo;

/// <summary>The story did not go as it must. The message says what was expected and what was there instead.</summary>
internal sealed class UnmetExpectationException(string message) : Exception(message);
