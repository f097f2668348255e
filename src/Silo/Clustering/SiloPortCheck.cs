using System.Net;
using FleetActors.Hosting;
using FleetActors.Settings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace FleetActors.Clustering;

/// <summary>
/// Looks before anything is started whether a silo of a cluster can have its ports: Orleans itself would say so in a stack trace, after the database was
/// prepared. Each is given back at once, so another program may still be faster.
/// </summary>
internal sealed class SiloPortCheck(IOptions<EndpointOptions> endpoints) : IHostedLifecycleService
{
    /// <exception cref="SettingsException">One of them, or both, cannot be had.</exception>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var own = endpoints.Value;
        List<string> problems = [];
        Try(own.SiloListeningEndpoint ?? new IPEndPoint(own.AdvertisedIPAddress, own.SiloPort), nameof(FleetClusterOptions.SiloPort), problems);
        Try(own.GatewayListeningEndpoint ?? new IPEndPoint(own.AdvertisedIPAddress, own.GatewayPort), nameof(FleetClusterOptions.GatewayPort), problems);
        return problems.Count == 0 ? Task.CompletedTask : throw new SettingsException(problems);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static void Try(IPEndPoint address, string name, List<string> problems)
    {
        var setting = $"{FleetClusterOptions.Section}__{name}";
        var words = $"{FleetClusterOptions.Section}__{nameof(FleetClusterOptions.Address)}={address.Address}, {setting}={address.Port}";
        using var socket = ListenSocket.TryBind(address, words, setting, out var problem);
        if (problem is not null)
        {
            problems.Add(problem);
        }
    }
}
