using FleetActors.Recovery;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FleetActors.Clustering;

/// <summary>
/// Asks every second whether any silo is there. A client sends each key by one connection, so several keys are asked: a silo that stands still must not count for all.
/// </summary>
internal sealed partial class ClusterProbe(IGrainFactory grains, ClusterReach reach, TimeProvider time, ILogger<ClusterProbe> logger) : BackgroundService
{
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private const int Keys = 8;

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
            await AnyAsync().WaitAsync(Limit, time, stoppingToken);
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

    private async Task AnyAsync()
    {
        var beats = Enumerable.Range(0, Keys).Select(key => grains.GetGrain<IPulseGrain>(key).BeatAsync()).ToList();
        while (true)
        {
            var first = await Task.WhenAny(beats);
            if (first.IsCompletedSuccessfully || beats.Count == 1)
            {
                await first;
                return;
            }

            beats.Remove(first);
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
