using System.Diagnostics;
using System.Globalization;

namespace FleetActors.Bench.Calls;

/// <summary>Counts calls from many concurrent callers to many objects, each caller with one call under way.</summary>
internal static class CallBench
{
    public const string Direct = "direct";
    public const string Queue = "queue";
    public const string Grain = "grain";

    private const int BetweenLooks = 32;

    /// <summary>Calls a second, as text.</summary>
    /// <param name="way"><see cref="Direct"/>, <see cref="Queue"/> or <see cref="Grain"/>.</param>
    public static async Task<string> RunAsync(IGrainFactory grains, string way, int callers, int activations, TimeSpan time)
    {
        var calls = way switch
        {
            Direct => await CountAsync(callers, Counters(activations, static () => new DirectCounter()), time),
            Queue => await CountAsync(callers, Counters(activations, static () => QueueProxy.Around(new DirectCounter())), time),
            Grain => await CountGrainsAsync(callers, [.. Enumerable.Range(0, activations).Select(key => grains.GetGrain<ICounterGrain>(key))], time),
            _ => throw new ArgumentOutOfRangeException(nameof(way), way, "No such way to call."),
        };
        return calls.ToString("0", CultureInfo.InvariantCulture);
    }

    private static ICounter[] Counters(int count, Func<ICounter> make) => [.. Enumerable.Range(0, count).Select(_ => make())];

    private static Task<double> CountAsync(int callers, ICounter[] counters, TimeSpan time) =>
        RaceAsync(callers, counters.Length, time, (target) => counters[target].AddAsync(1));

    private static Task<double> CountGrainsAsync(int callers, ICounterGrain[] counters, TimeSpan time) =>
        RaceAsync(callers, counters.Length, time, (target) => counters[target].AddAsync(1));

    private static async Task<double> RaceAsync(int callers, int targets, TimeSpan time, Func<int, Task<long>> call)
    {
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            long count = 0;
            for (var target = caller; Stopwatch.GetElapsedTime(start) < time;)
            {
                for (var i = 0; i < BetweenLooks; i++, count++)
                {
                    target = target + callers < targets ? target + callers : caller % targets;
                    await call(target);
                }
            }

            return count;
        })));
        return counts.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
