using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FleetActors.Sandbox;

/// <summary>Puts the sandbox into a host.</summary>
public static class SandboxRegistration
{
    /// <summary>Where the Telnyx API stands when the sandbox shares a host with others: <c>/sandbox/telnyx/v2/...</c>.</summary>
    public const string SharedHostPrefix = "/sandbox/telnyx";

    /// <summary>
    /// Registers the sandbox as <see cref="TelnyxSandbox"/>, with the settings of configuration section <see cref="SandboxOptions.Section"/>
    /// and then <paramref name="configure"/>. Uses the container's <see cref="TimeProvider"/>, or the system's.
    /// </summary>
    public static IServiceCollection AddTelnyxSandbox(this IServiceCollection services, Action<SandboxOptions>? configure = null)
    {
        services.AddOptions<SandboxOptions>()
            .BindConfiguration(SandboxOptions.Section)
            .Configure(options => configure?.Invoke(options))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(static provider => new TelnyxSandbox(
            provider.GetRequiredService<IOptions<SandboxOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None));
        return services;
    }

    /// <summary>
    /// Maps the Telnyx API under a prefix, the phones under <c>/sandbox/...</c> and the page at <c>/sandbox</c>. None of it asks who calls,
    /// except the Telnyx API for its key: only for hosts that listen on loopback.
    /// </summary>
    /// <param name="apiPrefix">What stands before <c>/v2</c>; empty for a host of its own.</param>
    public static IEndpointRouteBuilder MapTelnyxSandbox(this IEndpointRouteBuilder endpoints, string apiPrefix = SharedHostPrefix)
    {
        var sandbox = endpoints.ServiceProvider.GetRequiredService<TelnyxSandbox>();
        endpoints.MapTelnyx(apiPrefix, sandbox);
        endpoints.MapPhones(sandbox);
        endpoints.MapConferences(sandbox);
        endpoints.MapBehaviour(sandbox);
        endpoints.MapLog(sandbox);
        endpoints.MapSandboxPage(sandbox);
        return endpoints;
    }
}
