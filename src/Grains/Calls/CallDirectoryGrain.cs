using System.Collections.Immutable;
using FleetActors.Directory;
using FleetActors.Time;
using Microsoft.Extensions.Logging;

namespace FleetActors.Calls;

[StatelessWorker]
internal sealed partial class CallDirectoryGrain(ICallIndex index, GrainClock clock, ILogger<CallDirectoryGrain> log) : Grain, ICallDirectoryGrain
{
    private const int MostLive = 1_000;
    private const int MostListed = 200;
    private const int AtOnce = 64;

    /// <summary>An ended call stays among the live ones for this long, so that its end can be seen (S1-25).</summary>
    private static readonly TimeSpan Afterglow = TimeSpan.FromMinutes(5);

    public async Task<ImmutableArray<CallView>> LiveAsync() =>
        await AskAsync(await index.LiveAsync(clock.UtcNow - Afterglow, MostLive, CancellationToken.None));

    public async Task<CallPage> ListAsync(CallQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(query.Limit, Math.Clamp(query.Limit, 1, MostListed));

        // One more than wanted tells whether there is a next page.
        var page = await index.ListAsync(query.Status, query.Limit + 1, query.Before, CancellationToken.None);
        var ids = page.CallIds.Take(query.Limit).ToList();
        return new CallPage(await AskAsync(ids), page.Total, page.CallIds.Count > query.Limit ? ids[^1] : null);
    }

    private async Task<ImmutableArray<CallView>> AskAsync(IReadOnlyList<string> callIds)
    {
        var views = ImmutableArray.CreateBuilder<CallView>(callIds.Count);
        foreach (var some in callIds.Chunk(AtOnce))
        {
            foreach (var view in await Task.WhenAll(some.Select(AskOneAsync)))
            {
                if (view is not null)
                {
                    views.Add(view with { Timeline = [] });
                }
            }
        }

        return views.ToImmutable();
    }

    /// <summary>One call that cannot be asked must not take the whole list away.</summary>
    private async Task<CallView?> AskOneAsync(string callId)
    {
        try
        {
            return await GrainFactory.Call(callId).GetAsync();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogNotAsked(log, exception, callId);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {CallId} could not be asked and is left out of a list")]
    private static partial void LogNotAsked(ILogger log, Exception exception, string callId);
}
