using FleetActors.Calls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FleetActors.Bench.Hosting;

/// <summary>What only the bench's live calls need of the host: callers who ring, and what was heard of them.</summary>
internal static class LiveCalls
{
    /// <summary>Where the bench lets callers ring; answers with the addresses of their media sockets.</summary>
    public const string RingPath = "/live/ring";

    /// <summary>Where it asks what was heard.</summary>
    public const string HeardPath = "/live/heard";

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    public static void MapLiveCalls(this IEndpointRouteBuilder routes, IGrainFactory grains, InstantTelephony telephony, StampedSpeech speech)
    {
        routes.MapGet(HeardPath, () => speech.Heard);
        routes.MapPost(RingPath, (int count) => RingAsync(grains, telephony, count));
    }

    private static async Task<IResult> RingAsync(IGrainFactory grains, InstantTelephony telephony, int count)
    {
        var calls = Enumerable.Range(0, count).Select(i => $"live-{i}").ToList();
        var now = TimeProvider.System.GetUtcNow();
        await Parallel.ForEachAsync(calls, async (call, _) => await grains.Call(call).OnEventAsync(new InboundCallEvent(
            $"{call}-initiated", InboundCallEventKind.Initiated, now, null, call, "+15551234567", "+15550001111", now, null, null, null, null)));
        using var limit = new CancellationTokenSource(AnswerLimit);
        while (!calls.TrueForAll(telephony.Streams.ContainsKey))
        {
            await Task.Delay(BetweenLooks, TimeProvider.System, limit.Token);
        }

        return TypedResults.Ok(calls.Select(call => telephony.Streams[call]).ToList());
    }
}
