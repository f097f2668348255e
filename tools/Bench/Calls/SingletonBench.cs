using System.Diagnostics;
using System.Globalization;
using FleetActors.Calls;
using FleetActors.Dispatch;
using FleetActors.Telephony;

namespace FleetActors.Bench.Calls;

/// <summary>How much the grains carry of which there is only one.</summary>
internal static class SingletonBench
{
    /// <summary>The door to the provider: a command is queued, let through and told to nobody.</summary>
    public const string Outbound = "outbound";

    /// <summary>The dispatch queue: a packet joins those that wait, and the queue is stored.</summary>
    public const string Queue = "queue";

    /// <summary>Asks a second, as text.</summary>
    /// <param name="open">Packets that wait already.</param>
    public static async Task<string> RunAsync(IGrainFactory grains, string way, int callers, int open, TimeSpan time)
    {
        var rate = way switch
        {
            Outbound => await SendAsync(grains.GetGrain<IOutboundGrain>(IOutboundGrain.DefaultAccount), callers, time),
            Queue => await AddAsync(grains.GetGrain<IDispatchQueueGrain>($"bench-{open}"), callers, open, time),
            _ => throw new ArgumentOutOfRangeException(nameof(way), way, "No such grain."),
        };
        return rate.ToString("0.0", CultureInfo.InvariantCulture);
    }

    private static Task<double> SendAsync(IOutboundGrain door, int callers, TimeSpan time) => RaceAsync(callers, time, async number =>
    {
        var text = new SendMessage(Guid.NewGuid(), "+15550100101", "Too warm.", "bench");
        while (!await door.EnqueueAsync(new OutboundRequest(OutboundRequest.NoOwner, $"bench-{number}", 1, text, null)))
        {
            // Full: what the grain takes in is then what it lets out.
            await Task.Yield();
        }
    });

    private static async Task<double> AddAsync(IDispatchQueueGrain queue, int callers, int open, TimeSpan time)
    {
        for (var i = (await queue.ListAsync(withClosed: false)).Length; i < open; i++)
        {
            await queue.AddAsync(Ticket(-i));
        }

        return await RaceAsync(callers, time, number => queue.AddAsync(Ticket(number + 1)));
    }

    private static async Task<double> RaceAsync(int callers, TimeSpan time, Func<long, Task> ask)
    {
        var start = Stopwatch.GetTimestamp();
        long number = 0;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(start) < time)
            {
                await ask(Interlocked.Increment(ref number));
            }
        })));
        return number / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static QueueTicket Ticket(long number) => new(
        string.Create(CultureInfo.InvariantCulture, $"call-{number}"),
        "•567",
        ServiceCategory.Ems,
        [ServiceCategory.Ems],
        ["NOT_BREATHING"],
        RiskLevel.High,
        0.8,
        800,
        "A man of sixty has collapsed at the bus stop and does not breathe; his wife is with him.",
        DateTimeOffset.UnixEpoch.AddSeconds(Math.Abs(number)));
}
