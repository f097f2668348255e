using FleetActors.Recovery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FleetActors.Alerts;

/// <summary>Wiring of alerts into a silo.</summary>
public static class AlertRegistration
{
    /// <summary>
    /// Adds the alerts and their sweep, with <see cref="AlertOptions"/> from the configuration. Needs a <see cref="Time.GrainClock"/>, an
    /// <see cref="ISeverityClassifier"/>, the on-call lookup and the alert index. Safe to call twice.
    /// </summary>
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.AddOptions<AlertOptions>()
            .BindConfiguration(AlertOptions.Section)
            .Validate(options => options.RestartHold >= TimeSpan.Zero && options.RestartHold <= AlertOptions.Longest, "Alerts:RestartHold must be 0 to 60 s.")
            .Validate(
                options => options.SweepInterval >= AlertOptions.ShortestSweep && options.SweepInterval <= AlertOptions.Longest,
                "Alerts:SweepInterval must be 0.1 to 60 s.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IPolicyChoice, PolicyChoice>();
        services.TryAddSingleton<AlertServices>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWakeSource, AlertWakeSource>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ILifecycleParticipant<ISiloLifecycle>, Sweeper>());
        return services;
    }
}
