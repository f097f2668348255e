using System.Diagnostics;
using FleetActors.Tools;

namespace FleetActors.Bench.Streams;

/// <summary>Plays all calls at once: every one sends a frame each 20 ms, one after the other over the 20 ms.</summary>
internal sealed class StreamGenerator(StreamPlan plan)
{
    private const double FramesPerSecond = 50;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);
    private readonly LatencyHistogram _late = new();
    private List<StreamSocket> _streams = [];
    private long _counted;

    /// <param name="measuring">Called when the first frame that counts is due.</param>
    public async Task<StreamReport> RunAsync(Action measuring)
    {
        await OpenAllAsync();
        try
        {
            var cpu = Environment.CpuUsage.TotalTime;
            await SendAllAsync(measuring);
            _streams.ForEach(stream => stream.Stop());
            var failed = _streams.Where(stream => stream.Failure is not null).ToList();
            return new StreamReport(
                _counted,
                (Environment.CpuUsage.TotalTime - cpu).TotalSeconds,
                failed.Count,
                failed.FirstOrDefault()?.Failure,
                _late.Percentile(0.99).TotalMilliseconds);
        }
        finally
        {
            _streams.ForEach(stream => stream.Dispose());
        }
    }

    private async Task OpenAllAsync()
    {
        foreach (var some in plan.Addresses.Select((address, number) => (address, number)).Chunk(50))
        {
            _streams.AddRange(await Task.WhenAll(some.Select(one => StreamSocket.OpenAsync(one.address, one.number))));
        }
    }

    private async Task SendAllAsync(Action measuring)
    {
        var start = Stopwatch.GetTimestamp();
        var perFrame = Stopwatch.Frequency / (FramesPerSecond * _streams.Count);
        var uncounted = (long)(plan.WarmUpSeconds * FramesPerSecond) * _streams.Count;
        var all = uncounted + ((long)(plan.Seconds * FramesPerSecond) * _streams.Count);
        using var timer = new PeriodicTimer(Tick, TimeProvider.System);
        for (long sent = 0; sent < all && await timer.WaitForNextTickAsync();)
        {
            for (var now = Stopwatch.GetTimestamp(); sent < all && start + (long)(sent * perFrame) is var due && due <= now; sent++)
            {
                if (sent == uncounted)
                {
                    measuring();
                }

                Send(_streams[(int)(sent % _streams.Count)], sent >= uncounted ? due : StampedFrame.NoStamp);
            }

            _streams[(int)(sent % _streams.Count)].AnswerHeartbeat();
        }
    }

    private void Send(StreamSocket stream, long stamp)
    {
        stream.SendFrame(stamp);
        if (stamp != StampedFrame.NoStamp)
        {
            _counted++;
            _late.Add(Stopwatch.GetElapsedTime(stamp));
        }
    }
}
