namespace FleetActors.Clustering;

/// <summary>Whether a front can reach a silo. A single silence is not the end: silos die, and the next call finds another.</summary>
public sealed class ClusterReach
{
    /// <summary>Silences in a row after which no silo counts as reachable.</summary>
    public const int Silences = 3;

    private volatile int _silences = Silences;

    /// <summary>False before the first answer.</summary>
    public bool IsReachable => _silences < Silences;

    /// <summary>A silo answered. True when none had before.</summary>
    public bool Answered() => Interlocked.Exchange(ref _silences, 0) >= Silences;

    /// <summary>None did. True when that makes the cluster count as out of reach.</summary>
    public bool Silent() => _silences < Silences && Interlocked.Increment(ref _silences) == Silences;
}
