using FleetActors.Recovery;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FleetActors.Clustering;

/// <summary>Asks a silo every second whether it is there.</summary>
internal sealed partial class ClusterProbe(IGrainFactory grains, ClusterReach reach, TimeProvider time, ILogger<ClusterProbe> logger) : BackgroundService
{
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            await AskAsync(stoppingToken);
        }
        while (await NextAsync(timer, stoppingToken));
    }

    private async Task AskAsync(CancellationToken stoppingToken)
    {
        try
        {
            await grains.GetGrain<IPulseGrain>(0).BeatAsync().WaitAsync(Limit, time, stoppingToken);
            if (reach.Answered())
            {
                LogReachable();
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever the reason, also a client that has not connected yet: nobody answered.
            if (!stoppingToken.IsCancellationRequested && reach.Silent())
            {
                LogOutOfReach(exception.Message);
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A silo answers: requests are served")]
    private partial void LogReachable();

    [LoggerMessage(Level = LogLevel.Warning, Message = "No silo answers, requests get 503 until one does: {Reason}")]
    private partial void LogOutOfReach(string reason);
}
