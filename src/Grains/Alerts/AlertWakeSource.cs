using FleetActors.Directory;
using FleetActors.Recovery;
using Microsoft.Extensions.Logging;

namespace FleetActors.Alerts;

/// <summary>Wakes alerts whose due time has passed, and at start those that owe something to the outside.</summary>
internal sealed partial class AlertWakeSource(IAlertIndex index, IGrainFactory grains, ILogger<AlertWakeSource> log) : IWakeSource
{
    private readonly IndexWaker _waker =
        new(alertId => grains.GetGrain<IAlertGrain>(alertId).WakeAsync(), (failure, alertId) => LogNotWoken(log, failure, alertId));

    public async Task WakeAsync(SweepShare share, DateTimeOffset now, bool starting, CancellationToken cancellationToken)
    {
        await _waker.WakeAllAsync(await index.OverdueAsync(share, now, IndexWaker.PageSize, cancellationToken), cancellationToken);
        if (starting)
        {
            await _waker.WakeAllAsync(after => index.OwingAsync(share, after, IndexWaker.PageSize, cancellationToken), cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Alert {AlertId} could not be woken; the next sweep tries again")]
    private static partial void LogNotWoken(ILogger log, Exception exception, string alertId);
}
