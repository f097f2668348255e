using FleetActors.Fleets;
using FleetActors.Recovery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FleetActors.Devices;

/// <summary>Wiring of the device and fleet grains into a silo.</summary>
public static class DevicesRegistration
{
    /// <summary>
    /// Adds what device and fleet grains share. Needs a <see cref="Time.GrainClock"/>, a <see cref="TimeProvider"/> and the device index. Safe to call twice.
    /// </summary>
    public static IServiceCollection AddDevices(this IServiceCollection services)
    {
        services.TryAddSingleton<FleetProfileCache>();
        services.TryAddSingleton<LastSeenBuffer>();
        services.TryAddSingleton<IRuleAlerts, RuleAlerts>();
        services.TryAddSingleton<DeviceDependencies>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWakeSource, DeviceWakeSource>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ILifecycleParticipant<ISiloLifecycle>, DeviceUpkeep>());
        return services;
    }
}
