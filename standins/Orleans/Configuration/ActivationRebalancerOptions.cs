namespace Orleans.Configuration;

/// <summary>How activations are spread again. Accepted; with one process there is nothing to balance.</summary>
public sealed class ActivationRebalancerOptions
{
    /// <summary>How long after its start a silo waits with the first look. One minute by default.</summary>
    public TimeSpan RebalancerDueTime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often it looks. 15 s by default.</summary>
    public TimeSpan SessionCyclePeriod { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether more unevenness is left alone where there are many activations. True by default.</summary>
    public bool ScaleAllowedEntropyDeviation { get; set; } = true;

    /// <summary>How much faster it gets with each look; at most 1. 0.1 by default.</summary>
    public double CycleNumberWeight { get; set; } = 0.1;

    /// <summary>So many move between two silos at each look. No limit by default.</summary>
    public int ActivationMigrationCountLimit { get; set; } = int.MaxValue;
}
