using System.Net;
using FleetActors.Clustering;
using FleetActors.Settings;
using FleetActors.Telnyx;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FleetActors.Hosting;

/// <summary>What a silo without a web front is made of: the silo, and a small port that tells of its health.</summary>
internal static class HeadlessSilo
{
    private const int HealthConnections = 32;

    /// <summary>Reads the settings and adds every part.</summary>
    /// <param name="directory">Where the search for the settings file begins.</param>
    /// <exception cref="SettingsException">The settings do not allow a start.</exception>
    public static void AddHeadlessSilo(this WebApplicationBuilder builder, string directory)
    {
        builder.Configuration.AddDotEnv(directory);
        var settings = new SettingsReader(builder.Configuration);
        var cluster = FleetClusterOptions.Read(settings);
        var level = settings.Word("LOG_LEVEL", LogLevel.Information);
        settings.ThrowIfAnyProblem();

        builder.Logging.AddFleetLogging(level);
        builder.Configuration.AddProviderAddresses(settings.Text("TELNYX_BASE_URL"), settings.Text("HTTP_PUBLIC_URL")?.TrimEnd('/'), settings.Text("WS_PUBLIC_URL"));
        builder.WebHost.ListenForHealth(cluster);

        // Commands under way and turns may take this long before the rest is left to the other silos.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(cluster.DrainSeconds));
        builder.Services.AddHostedService<SiloGreeting>();
        builder.UseFleetSilo(cluster);
        builder.Services.AddSingleton(cluster);
    }

    private static void ListenForHealth(this IWebHostBuilder web, FleetClusterOptions cluster)
    {
        const string Setting = $"{FleetClusterOptions.Section}__{nameof(FleetClusterOptions.HealthPort)}";
        var address = new IPEndPoint(IPAddress.Parse(cluster.HealthAddress), cluster.HealthPort);
        var socket = ListenSocket.Bind(
            address, $"{FleetClusterOptions.Section}__{nameof(FleetClusterOptions.HealthAddress)}={address.Address}, {Setting}={address.Port}", Setting);
        web.UseSockets(sockets => sockets.CreateBoundListenSocket = _ => socket);
        web.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = HealthConnections;
            kestrel.Listen((IPEndPoint)socket.LocalEndPoint!);
        });
    }
}
