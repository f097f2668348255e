using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Cluster membership in a database: refused when the host starts, because a cluster needs the real packages.</summary>
public static class AdoNetHostingExtensions
{
    /// <summary>Stops the start with a clear message.</summary>
    public static ISiloBuilder UseAdoNetClustering(this ISiloBuilder builder, Action<AdoNetClusteringSiloOptions> configureOptions)
        => Refuse(builder);

    /// <summary>Stops the start with a clear message.</summary>
    public static ISiloBuilder UseAdoNetClustering(this ISiloBuilder builder, Action<OptionsBuilder<AdoNetClusteringSiloOptions>> configureOptions)
        => Refuse(builder);

    /// <summary>Stops the start with a clear message.</summary>
    public static IClientBuilder UseAdoNetClustering(this IClientBuilder builder, Action<AdoNetClusteringClientOptions> configureOptions)
        => Refuse(builder);

    /// <summary>Stops the start with a clear message.</summary>
    public static IClientBuilder UseAdoNetClustering(this IClientBuilder builder, Action<OptionsBuilder<AdoNetClusteringClientOptions>> configureOptions)
        => Refuse(builder);

    private static ISiloBuilder Refuse(ISiloBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ClusterRefusal.Add(builder.Services, nameof(UseAdoNetClustering));
        return builder;
    }

    private static IClientBuilder Refuse(IClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ClusterRefusal.Add(builder.Services, nameof(UseAdoNetClustering));
        return builder;
    }
}
