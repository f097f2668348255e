namespace Orleans.Configuration;

/// <summary>How silos watch each other. Accepted; the one silo of the stand-in has nobody to watch.</summary>
public class ClusterMembershipOptions
{
    /// <summary>How often a silo asks another whether it lives, and how long it waits for the answer. Default 5 s.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Questions without an answer after which a silo is suspected. Default 3.</summary>
    public int NumMissedProbesLimit { get; set; } = 3;

    /// <summary>How often the table of members is read. Default 1 min.</summary>
    public TimeSpan TableRefreshTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the entry of a dead silo is kept. Default 7 days.</summary>
    public TimeSpan DefunctSiloExpiration { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often entries of dead silos are removed; null never. Default 1 h.</summary>
    public TimeSpan? DefunctSiloCleanupPeriod { get; set; } = TimeSpan.FromHours(1);
}
