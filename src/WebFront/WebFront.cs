using FleetActors.Alerts;
using FleetActors.Health;
using FleetActors.Hosting;
using FleetActors.Http;
using FleetActors.Pages;
using FleetActors.Security;
using FleetActors.Settings;
using FleetActors.Webhooks;

namespace FleetActors;

/// <summary>What the web front is made of, in the order in which a request meets it.</summary>
internal static class WebFront
{
    /// <summary>Builds the application, bound to its port but not started.</summary>
    /// <param name="directory">Where the search for the settings file begins.</param>
    /// <exception cref="SettingsException">The settings do not allow a start.</exception>
    public static WebApplication Build(WebApplicationBuilder builder, string directory)
    {
        builder.Configuration.AddDotEnv(directory);
        var settings = new SettingsReader(builder.Configuration);
        var options = FrontOptions.Read(settings);
        var provider = ProviderOptions.Read(settings);
        settings.ThrowIfAnyProblem();

        var listener = Listener.Bind(options);
        listener.Configure(builder.WebHost, options);
        builder.UseFleetSilo();
        builder.Services.AddFront(options, provider, listener);
        builder.Services.AddSecurity(options);

        var app = builder.Build();
        app.UseMiddleware<FailureMiddleware>();
        app.UseSecurity(options);
        app.MapHomePage(provider, listener);
        app.MapHealth();
        app.MapAlerts();
        app.MapWebhooks();
        app.MapOpenApi().AllowAnonymous();
        return app;
    }
}
