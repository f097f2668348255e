using FleetActors.Health;
using FleetActors.Http;
using FleetActors.Settings;

namespace FleetActors.Hosting;

/// <summary>The web front's own services.</summary>
internal static class FrontSetup
{
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(15);

    public static IServiceCollection AddFront(
        this IServiceCollection services, FrontOptions options, ProviderOptions provider, Listener listener)
    {
        services.AddSingleton(options);
        services.AddSingleton(provider);
        services.AddSingleton(listener);
        services.AddSingleton<ActiveSessions>();
        services.AddSingleton(new ServerAge(TimeProvider.System));
        services.AddHostedService<Greeting>();
        services.AddOpenApi();
        services.ConfigureHttpJsonOptions(json => FrontJson.Configure(json.SerializerOptions));

        // Bodies that cannot be bound end in the failure middleware, which has the one form for errors.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownLimit);
        return services;
    }
}
