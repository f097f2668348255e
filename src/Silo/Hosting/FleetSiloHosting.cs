using System.Net;
using System.Net.Sockets;
using FleetActors.Alerts;
using FleetActors.Calls;
using FleetActors.Deepgram;
using FleetActors.Devices;
using FleetActors.OnCall;
using FleetActors.Recordings;
using FleetActors.Storage;
using FleetActors.Telnyx;
using FleetActors.Time;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace FleetActors.Hosting;

/// <summary>Puts the actors into a process.</summary>
public static class FleetSiloHosting
{
    /// <summary>
    /// Part of the storage key of every grain, so part of the data format: never change it.
    /// </summary>
    public const string ServiceId = "fleet";

    /// <summary>
    /// Hosts a silo with everything the actors need: storage, reminders, clocks, telephone, inference and on-call settings, all read from the
    /// builder's configuration. A <see cref="TimeProvider"/> or <see cref="GrainClock"/> registered before is kept.
    /// </summary>
    public static IHostApplicationBuilder UseFleetSilo(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton(static _ => new GrainClock(TimeProvider.System));
        builder.Services.AddOnCall().AddAlerts().AddDevices().AddRecordings().AddTelnyx(builder.Configuration).AddDeepgram(builder.Configuration).AddCalls();
        return builder.UseOrleans(static silo =>
        {
            silo.AddFleetStorage();

            // A silo alone in its process has no gateway and tells its port to nobody, so any free one will do.
            silo.UseLocalhostClustering(FreePort(), gatewayPort: 0, serviceId: ServiceId, clusterId: ServiceId);
            silo.AddFleetStorage();
        });
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
