namespace FleetActors.FleetSim.Owners;

/// <summary>A write of a grain's state, as the database saw it.</summary>
/// <param name="Writer">Name of the connection it came by: which silo, in which of its lives.</param>
internal sealed record StoredWrite(string Grain, int Version, string Writer, DateTimeOffset At);

/// <summary>A life of a silo that the others had to take for dead, from then on.</summary>
internal sealed record DeadWriter(string Writer, DateTimeOffset At);
