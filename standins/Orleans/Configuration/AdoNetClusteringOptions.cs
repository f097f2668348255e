using System.Data.Common;

namespace Orleans.Configuration;

/// <summary>Cluster membership in a database. Setting it up stops the start: a cluster needs the real packages.</summary>
public class AdoNetClusteringSiloOptions
{
    public string? ConnectionString { get; set; }

    public DbDataSource? DataSource { get; set; }

    public string Invariant { get; set; } = string.Empty;
}

/// <inheritdoc cref="AdoNetClusteringSiloOptions"/>
public class AdoNetClusteringClientOptions
{
    public string? ConnectionString { get; set; }

    public DbDataSource? DataSource { get; set; }

    public string Invariant { get; set; } = string.Empty;
}
