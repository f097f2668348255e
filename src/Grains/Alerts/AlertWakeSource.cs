using FleetActors.Directory;
using FleetActors.Recovery;
using Microsoft.Extensions.Logging;

namespace FleetActors.Alerts;

/// <summary>Wakes alerts whose due time has passed, and at start those that owe something to the outside.</summary>
internal sealed partial class AlertWakeSource(IAlertIndex index, IGrainFactory grains, ILogger<AlertWakeSource> log) : IWakeSource
{
    private const int PageSize = 1_000;
    private const int AtOnce = 64;

    public async Task WakeAsync(SweepShare share, DateTimeOffset now, bool starting, CancellationToken cancellationToken)
    {
        await WakeAllAsync(await index.OverdueAsync(share, now, PageSize, cancellationToken), cancellationToken);
        if (starting)
        {
            string? after = null;
            do
            {
                var page = await index.OwingAsync(share, after, PageSize, cancellationToken);
                await WakeAllAsync(page, cancellationToken);
                after = page.Count < PageSize ? null : page[^1];
            }
            while (after is not null);
        }
    }

    private async Task WakeAllAsync(IReadOnlyList<string> alertIds, CancellationToken cancellationToken)
    {
        foreach (var some in alertIds.Chunk(AtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAll(some.Select(WakeOneAsync));
        }
    }

    private async Task WakeOneAsync(string alertId)
    {
        try
        {
            await grains.GetGrain<IAlertGrain>(alertId).WakeAsync();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // One alert that cannot be woken must not keep the others asleep; the next sweep finds it again.
            LogNotWoken(log, exception, alertId);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Alert {AlertId} could not be woken; the next sweep tries again")]
    private static partial void LogNotWoken(ILogger log, Exception exception, string alertId);
}
