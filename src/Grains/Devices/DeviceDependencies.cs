using FleetActors.Fleets;
using FleetActors.Time;
using Microsoft.Extensions.Logging;

namespace FleetActors.Devices;

/// <summary>What every device grain of a silo shares; together, so that each of a million grains holds one reference.</summary>
internal sealed class DeviceDependencies(
    GrainClock clock,
    FleetProfileCache fleets,
    LastSeenBuffer lastSeen,
    IRuleAlerts alerts,
    ILogger<DeviceGrain> logger)
{
    public GrainClock Clock { get; } = clock;

    public FleetProfileCache Fleets { get; } = fleets;

    public LastSeenBuffer LastSeen { get; } = lastSeen;

    public IRuleAlerts Alerts { get; } = alerts;

    public ILogger<DeviceGrain> Logger { get; } = logger;
}
