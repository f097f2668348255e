using FleetActors.Directory;
using FleetActors.Recovery;
using Microsoft.Extensions.Logging;

namespace FleetActors.Calls;

/// <summary>Wakes calls whose due time has passed, and at start those that are not finished: their hang-up may have come while nobody was here.</summary>
internal sealed partial class CallWakeSource(ICallIndex index, IGrainFactory grains, ILogger<CallWakeSource> log) : IWakeSource
{
    private readonly IndexWaker _waker = new(callId => grains.Call(callId).WakeAsync(), (failure, callId) => LogNotWoken(log, failure, callId));

    public async Task WakeAsync(SweepShare share, DateTimeOffset now, bool starting, CancellationToken cancellationToken)
    {
        await _waker.WakeAllAsync(await index.OverdueAsync(share, now, IndexWaker.PageSize, cancellationToken), cancellationToken);
        if (starting)
        {
            await _waker.WakeAllAsync(after => index.UnfinishedAsync(share, after, IndexWaker.PageSize, cancellationToken), cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {CallId} could not be woken; the next sweep tries again")]
    private static partial void LogNotWoken(ILogger log, Exception exception, string callId);
}
