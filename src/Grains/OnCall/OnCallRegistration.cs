using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FleetActors.OnCall;

/// <summary>Wiring of the on-call grains into a silo.</summary>
public static class OnCallRegistration
{
    /// <summary>
    /// Adds <see cref="IOnCallLookup"/> and <see cref="OnCallOptions"/>, read from the host's configuration (ONCALL_NUMBER, DISPATCHER_NUMBER; blank counts
    /// as left out) and checked at start. Needs a <see cref="Time.GrainClock"/>. Safe to call twice.
    /// </summary>
    public static IServiceCollection AddOnCall(this IServiceCollection services)
    {
        services.AddOptions<OnCallOptions>().Configure<IConfiguration>(Read).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OnCallOptions>, OnCallOptionsValidator>());
        services.TryAddSingleton<BuiltInContacts>();
        services.TryAddSingleton<OnCallCache>();
        services.TryAddSingleton<IOnCallLookup>(provider => provider.GetRequiredService<OnCallCache>());
        return services;
    }

    private static void Read(OnCallOptions options, IConfiguration configuration)
    {
        options.OnCallNumber = Number(configuration[OnCallOptions.OnCallSetting]) ?? options.OnCallNumber;
        options.DispatcherNumber = Number(configuration[OnCallOptions.DispatcherSetting]) ?? options.DispatcherNumber;
    }

    private static string? Number(string? setting) => string.IsNullOrWhiteSpace(setting) ? null : setting.Trim();
}
