namespace Orleans.Configuration;

/// <summary>How silos agree on who has which grain. Accepted and not used: one process has them all.</summary>
public class GrainDirectoryOptions
{
    /// <summary>How long after the presumed failure of a silo nobody else may take over its grains. 30 s by default.</summary>
    public TimeSpan RangeLeaseDuration { get; set; } = TimeSpan.FromSeconds(30);
}
