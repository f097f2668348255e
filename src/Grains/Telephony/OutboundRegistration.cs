using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FleetActors.Telephony;

/// <summary>Wiring of the outbound grain into a silo.</summary>
public static class OutboundRegistration
{
    /// <summary>
    /// Adds what the outbound grain needs, with <see cref="OutboundOptions"/> read from the host's configuration and checked at start. Needs a <see cref="Time.GrainClock"/> and an
    /// <see cref="ITelephony"/>. Safe to call twice.
    /// </summary>
    public static IServiceCollection AddOutbound(this IServiceCollection services)
    {
        services.AddOptions<OutboundOptions>()
            .Configure<IConfiguration>((options, configuration) => configuration.GetSection(OutboundOptions.Section).Bind(options))
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OutboundOptions>, OutboundOptionsValidator>());
        services.TryAddSingleton<ICommandResults, CommandResults>();
        return services;
    }
}
