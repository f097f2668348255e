using System.Net;
using System.Net.Sockets;
using FleetActors.Alerts;
using FleetActors.Calls;
using FleetActors.Clustering;
using FleetActors.Deepgram;
using FleetActors.Devices;
using FleetActors.OnCall;
using FleetActors.Recordings;
using FleetActors.Settings;
using FleetActors.Storage;
using FleetActors.Telnyx;
using FleetActors.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace FleetActors.Hosting;

/// <summary>Puts the actors into a process, or connects it to those of others.</summary>
public static class FleetSiloHosting
{
    /// <summary>
    /// Part of the storage key of every grain, so part of the data format: never change it.
    /// </summary>
    public const string ServiceId = "fleet";

    /// <summary>
    /// Hosts a silo with everything the actors need: storage, reminders, clocks, telephone, inference and on-call settings, all read from the
    /// builder's configuration. With <c>Cluster:ClusterId</c> it joins that cluster, otherwise it is alone.
    /// A <see cref="TimeProvider"/> or <see cref="GrainClock"/> registered before is kept.
    /// </summary>
    /// <exception cref="Exception">The cluster's settings are wrong; the message lists how.</exception>
    public static IHostApplicationBuilder UseFleetSilo(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var settings = new SettingsReader(builder.Configuration);
        var cluster = FleetClusterOptions.Read(settings);
        settings.ThrowIfAnyProblem();
        return builder.UseFleetSilo(cluster);
    }

    internal static IHostApplicationBuilder UseFleetSilo(this IHostApplicationBuilder builder, FleetClusterOptions cluster)
    {
        builder.Services.AddClocks();
        builder.Services.PostConfigure<StorageOptions>(storage => storage.ApplicationName = ConnectionName.Of(cluster.IsConfigured ? "silo" : "server", cluster));
        builder.Services.AddOnCall().AddAlerts().AddDevices().AddRecordings().AddTelnyx(builder.Configuration).AddDeepgram(builder.Configuration).AddCalls();
        if (cluster.IsConfigured)
        {
            builder.Services.AddHostedService<SiloPortCheck>();
        }

        return builder.UseOrleans(silo =>
        {
            if (cluster.IsConfigured)
            {
                silo.UseCluster(cluster);
            }
            else
            {
                // A silo alone in its process has no gateway and tells its port to nobody, so any free one will do.
                silo.UseLocalhostClustering(FreePort(), gatewayPort: 0, serviceId: cluster.ServiceId, clusterId: cluster.ServiceId);
            }

            silo.AddFleetStorage();
        });
    }

    /// <summary>
    /// Makes the process a client of the cluster: grains are asked over the network, silos may come and go, and <see cref="ClusterReach"/> tells
    /// whether one answers. The host's services start beside each other, so that the process can say so before any silo is there.
    /// </summary>
    internal static IHostApplicationBuilder UseFleetClient(this IHostApplicationBuilder builder, FleetClusterOptions cluster)
    {
        builder.Services.AddClocks();
        builder.Services.PostConfigure<StorageOptions>(storage => storage.ApplicationName = ConnectionName.Of("front", cluster));
        builder.Services.AddFleetDatabase(builder.Configuration).AddRecordings();
        builder.Services.AddSingleton<ClusterReach>();
        builder.Services.AddHostedService<DatabaseCheck>();
        builder.Services.AddHostedService<ClusterProbe>();
        builder.Services.Configure<HostOptions>(static host => host.ServicesStartConcurrently = true);
        return builder.UseOrleansClient(client => client.UseCluster(cluster));
    }

    private static void AddClocks(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(static _ => new GrainClock(TimeProvider.System));
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
