using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FleetActors.Sandbox;

/// <summary>Puts the sandbox into a host.</summary>
public static class SandboxRegistration
{
    /// <summary>Where the Telnyx API stands when the sandbox shares a host with others: <c>/sandbox/telnyx/v2/...</c>.</summary>
    public const string SharedHostPrefix = "/sandbox/telnyx";

    /// <summary>Where Deepgram's API stands when the sandbox shares a host with others: <c>/sandbox/telnyx/deepgram/v1/listen</c>.</summary>
    public const string SpeechPrefix = SharedHostPrefix + "/deepgram";

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
            provider.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None,
            provider.GetService<IMediaConnector>()));
        return services;
    }

    /// <summary>
    /// Maps the Telnyx API under a prefix and Deepgram's under <c>/deepgram</c> behind it, the phones under <c>/sandbox/...</c> and the page at <c>/sandbox</c>. The Telnyx API asks for its own key
    /// and is open to the host's anonymous callers; the rest does not ask who calls.
    /// </summary>
    /// <param name="apiPrefix">What stands before <c>/v2</c>; empty for a host of its own.</param>
    /// <returns>The phones and the page, for the host to say who may use them.</returns>
    public static IEndpointConventionBuilder MapTelnyxSandbox(this IEndpointRouteBuilder endpoints, string apiPrefix = SharedHostPrefix)
    {
        var sandbox = endpoints.ServiceProvider.GetRequiredService<TelnyxSandbox>();
        endpoints.MapTelnyx(apiPrefix, sandbox);
        endpoints.MapRecordings(apiPrefix, sandbox);
        endpoints.MapDeepgram(apiPrefix + "/deepgram", sandbox, endpoints.ServiceProvider.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None);
        var own = endpoints.MapGroup("").ExcludeFromDescription().AddEndpointFilter<RouteGroupBuilder, SameOriginFilter>();
        own.MapPhones(sandbox);
        own.MapCallers(sandbox);
        own.MapConferences(sandbox);
        own.MapBehaviour(sandbox);
        own.MapLog(sandbox);
        own.MapSandboxPage(sandbox);
        return own;
    }
}
