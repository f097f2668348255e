namespace Orleans.Configuration;

/// <summary>Names of the cluster and of the service it runs.</summary>
public class ClusterOptions
{
    /// <summary>Cluster id when none is set.</summary>
    public const string DefaultClusterId = "default";

    /// <summary>Service id when none is set.</summary>
    public const string DefaultServiceId = "default";

    /// <summary>Names this deployment; clients and silos of one process meet under it.</summary>
    public string ClusterId { get; set; } = DefaultClusterId;

    /// <summary>Names the service over all deployments; part of stored keys, so it must never change.</summary>
    public string ServiceId { get; set; } = DefaultServiceId;
}
