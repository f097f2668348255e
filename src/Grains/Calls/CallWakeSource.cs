using FleetActors.Directory;
using FleetActors.Recovery;
using Microsoft.Extensions.Logging;

namespace FleetActors.Calls;

/// <summary>Wakes calls whose due time has passed, and at start those that are not finished: their hang-up may have come while nobody was here.</summary>
internal sealed partial class CallWakeSource(ICallIndex index, IGrainFactory grains, ILogger<CallWakeSource> log) : IWakeSource
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
                var page = await index.UnfinishedAsync(after, PageSize, cancellationToken);
                await WakeAllAsync(page, cancellationToken);
                after = page.Count < PageSize ? null : page[^1];
            }
            while (after is not null);
        }
    }

    private async Task WakeAllAsync(IReadOnlyList<string> callIds, CancellationToken cancellationToken)
    {
        foreach (var some in callIds.Chunk(AtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAll(some.Select(WakeOneAsync));
        }
    }

    private async Task WakeOneAsync(string callId)
    {
        try
        {
            await grains.Call(callId).WakeAsync();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // One call that cannot be woken must not keep the others asleep; the next sweep finds it again.
            LogNotWoken(log, exception, callId);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {CallId} could not be woken; the next sweep tries again")]
    private static partial void LogNotWoken(ILogger log, Exception exception, string callId);
}
