using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>Starts and stops the silo with its host.</summary>
internal sealed partial class SiloHost(
    Engine engine,
    SiloLifecycle lifecycle,
    IEnumerable<IConfigurationValidator> validators,
    IEnumerable<ILifecycleParticipant<ISiloLifecycle>> participants,
    IOptions<ClusterOptions> options,
    ILogger<SiloHost> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var validator in validators)
        {
            validator.ValidateConfiguration();
        }

        foreach (var participant in participants)
        {
            participant.Participate(lifecycle);
        }

        lifecycle.Subscribe<SiloHost>(ServiceLifecycleStage.RuntimeGrainServices, StartEngine, StopEngineAsync);
        lifecycle.Subscribe<SiloHost>(ServiceLifecycleStage.GrainDeactivation, _ => Task.CompletedTask, engine.DrainAsync);
        await lifecycle.OnStart(cancellationToken);
        LogStarted(options.Value.ClusterId, options.Value.ServiceId);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await lifecycle.OnStop(cancellationToken);
        LogStopped(options.Value.ClusterId);
    }

    private Task StartEngine(CancellationToken cancellationToken)
    {
        engine.Start();
        ProcessClusters.Add(options.Value.ClusterId, engine);
        return Task.CompletedTask;
    }

    private Task StopEngineAsync(CancellationToken cancellationToken)
    {
        ProcessClusters.Remove(options.Value.ClusterId, engine);
        engine.Stop();
        return Task.CompletedTask;
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Silo of cluster {ClusterId}, service {ServiceId} has started (stand-in for Orleans, this process only)")]
    private partial void LogStarted(string clusterId, string serviceId);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Silo of cluster {ClusterId} has stopped")]
    private partial void LogStopped(string clusterId);
}
