namespace FleetActors.FleetSim.Trial;

/// <summary>How a cluster is tried by force.</summary>
/// <param name="Duration">How long load and strikes last.</param>
/// <param name="Readings">Readings a second, over all fronts.</param>
/// <param name="Alerts">Reports a second, over all fronts in turn.</param>
/// <param name="StrikeEvery">Pause between two strikes.</param>
/// <param name="Strike">What is done.</param>
/// <param name="PauseFor">How long a paused silo stands still, or the database is away.</param>
internal sealed record TrialOptions(TimeSpan Duration, int Readings, int Alerts, TimeSpan StrikeEvery, StrikeKind Strike, TimeSpan PauseFor);

/// <summary>What is done to a silo, or to the database of all.</summary>
internal enum StrikeKind
{
    /// <summary>Nothing: load alone.</summary>
    None = 0,

    /// <summary>SIGKILL; it is started again.</summary>
    Kill,

    /// <summary>SIGSTOP, and SIGCONT later: to the others it is dead, to itself no time has passed.</summary>
    Pause,

    /// <summary>PostgreSQL is stopped without warning, and started again later. Nothing can be stored meanwhile, so nothing may be promised.</summary>
    Database,
}
