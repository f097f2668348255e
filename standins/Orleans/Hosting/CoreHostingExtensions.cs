using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>The cluster of one that the stand-in can be.</summary>
public static class CoreHostingExtensions
{
    /// <summary>A silo for this process alone. Ports are accepted and not used.</summary>
    public static ISiloBuilder UseLocalhostClustering(
        this ISiloBuilder builder,
        int siloPort = EndpointOptions.DEFAULT_SILO_PORT,
        int gatewayPort = EndpointOptions.DEFAULT_GATEWAY_PORT,
        IPEndPoint? primarySiloEndpoint = null,
        string serviceId = SiloServices.DevelopmentId,
        string clusterId = SiloServices.DevelopmentId)
    {
        ArgumentNullException.ThrowIfNull(builder);
        SiloServices.NameCluster(builder.Services, serviceId, clusterId);
        if (primarySiloEndpoint is not null && !IPAddress.IsLoopback(primarySiloEndpoint.Address))
        {
            ClusterRefusal.Add(builder.Services, $"{nameof(UseLocalhostClustering)} with a primary silo elsewhere");
        }

        return builder;
    }

    /// <summary>Accepted; one process needs no directory to agree on.</summary>
    [Experimental("ORLEANSEXP003")]
    public static ISiloBuilder AddDistributedGrainDirectory(this ISiloBuilder siloBuilder, string? name = null) => siloBuilder;

    /// <summary>Accepted; with one process there is nothing to balance.</summary>
    [Experimental("ORLEANSEXP002")]
    public static ISiloBuilder AddActivationRebalancer(this ISiloBuilder builder) => builder;

    /// <summary>Accepted; nothing traces calls here.</summary>
    public static ISiloBuilder AddActivityPropagation(this ISiloBuilder builder) => builder;
}

/// <summary>Where a silo listens. Accepted; the stand-in opens no sockets.</summary>
public static class EndpointOptionsExtensions
{
    /// <summary>Accepted and not used.</summary>
    public static ISiloBuilder ConfigureEndpoints(
        this ISiloBuilder builder,
        int siloPort,
        int gatewayPort,
        AddressFamily addressFamily = AddressFamily.InterNetwork,
        bool listenOnAnyHostAddress = false)
        => builder.ConfigureEndpoints(IPAddress.Loopback, siloPort, gatewayPort, listenOnAnyHostAddress);

    /// <summary>Accepted and not used.</summary>
    public static ISiloBuilder ConfigureEndpoints(
        this ISiloBuilder builder,
        string? hostname,
        int siloPort,
        int gatewayPort,
        AddressFamily addressFamily = AddressFamily.InterNetwork,
        bool listenOnAnyHostAddress = false)
        => builder.ConfigureEndpoints(IPAddress.Loopback, siloPort, gatewayPort, listenOnAnyHostAddress);

    /// <summary>Accepted and not used.</summary>
    public static ISiloBuilder ConfigureEndpoints(
        this ISiloBuilder builder, IPAddress advertisedIP, int siloPort, int gatewayPort, bool listenOnAnyHostAddress = false)
        => builder.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = advertisedIP;
            options.SiloPort = siloPort;
            options.GatewayPort = gatewayPort;
        });
}
