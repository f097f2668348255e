using FleetActors.Clustering;
using FleetActors.Storage.Sql;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FleetActors.Hosting;

/// <summary>Says when the silo works, and what it does at its end.</summary>
internal sealed partial class SiloGreeting(
    FleetClusterOptions cluster, FleetDatabase database, IHostApplicationLifetime lifetime, ILogger<SiloGreeting> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Greet);
        lifetime.ApplicationStopping.Register(() => LogDraining(cluster.DrainSeconds));
        lifetime.ApplicationStopped.Register(LogLeft);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Greet()
    {
        if (cluster.IsConfigured)
        {
            LogJoined(cluster.ClusterId, database.Description);
        }
        else
        {
            LogAlone(database.Description);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo of cluster {ClusterId} works on {Database}")]
    private partial void LogJoined(string clusterId, string database);

    [LoggerMessage(Level = LogLevel.Information, Message = "Cluster__ClusterId is not set: this silo works alone on {Database}, and no front can reach it")]
    private partial void LogAlone(string database);

    [LoggerMessage(Level = LogLevel.Information, Message = "Leaving: nothing new is taken, what is under way may end within {Seconds} s")]
    private partial void LogDraining(int seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Left")]
    private partial void LogLeft();
}
