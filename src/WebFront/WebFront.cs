using FleetActors.Alerts;
using FleetActors.Calls;
using FleetActors.Clustering;
using FleetActors.Devices;
using FleetActors.Fleets;
using FleetActors.Health;
using FleetActors.Hosting;
using FleetActors.Http;
using FleetActors.Media;
using FleetActors.OnCall;
using FleetActors.Pages;
using FleetActors.Security;
using FleetActors.Settings;
using FleetActors.Telemetry;
using FleetActors.Webhooks;

namespace FleetActors;

/// <summary>What the web front is made of.</summary>
internal static class WebFront
{
    /// <summary>Reads the settings, takes the port and adds every part.</summary>
    /// <param name="directory">Where the search for the settings file begins.</param>
    /// <exception cref="SettingsException">The settings do not allow a start.</exception>
    public static void AddWebFront(this WebApplicationBuilder builder, string directory)
    {
        builder.Configuration.AddDotEnv(directory);
        var settings = new SettingsReader(builder.Configuration);
        var options = FrontOptions.Read(settings);
        var cluster = FleetClusterOptions.Read(settings);
        var provider = ProviderOptions.Read(settings, cluster);
        var telemetry = TelemetryOptions.Read(settings);
        settings.ThrowIfAnyProblem();

        var listener = Listener.Bind(options);
        listener.Configure(builder.WebHost, options);
        builder.Logging.AddFrontLogging(options);
        builder.AddActors(cluster, provider, listener);
        builder.Services.AddFront(options, provider, listener);
        builder.Services.AddSecurity(options);
        builder.Services.AddWebhooks(provider);
        builder.Services.AddTelemetry(telemetry);
        builder.Services.AddMedia();
    }

    /// <summary>The order in which a request meets the parts.</summary>
    public static void UseWebFront(this WebApplication app)
    {
        app.UseMiddleware<FailureMiddleware>();
        app.UseClusterGate();
        app.UseWebSockets();
        app.UseRouting();
        app.UseSecurity();

        app.MapHomePage();
        app.MapHealth();
        app.MapAlerts();
        app.MapTelemetry();
        app.MapDevices();
        app.MapFleets();
        app.MapOnCall();
        app.MapCalls();
        app.MapDispatchQueue();
        app.MapWebhooks();
        app.MapMedia();
        app.MapProvider();
        app.MapOpenApi().AllowAnonymous();
    }
}
