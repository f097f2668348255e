using System.Collections.Concurrent;
using FleetActors.Tools;

namespace FleetActors.FleetSim.Load;

/// <summary>What became of the readings. Safe for many threads.</summary>
internal sealed class LoadTally
{
    private readonly LatencyHistogram _latencies = new();
    private readonly ConcurrentDictionary<string, int> _failures = new();
    private readonly ConcurrentDictionary<string, bool> _alerts = new();
    private long _accepted;
    private long _rejected;
    private long _lost;
    private long _skipped;

    /// <summary>Readings that the server evaluated.</summary>
    public long Accepted => Interlocked.Read(ref _accepted);

    /// <summary>Readings that the server refused one by one.</summary>
    public long Rejected => Interlocked.Read(ref _rejected);

    /// <summary>Readings in requests that failed as a whole.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Readings never sent, because all connections were busy when they were due.</summary>
    public long Skipped => Interlocked.Read(ref _skipped);

    /// <summary>Different alerts named by the answers.</summary>
    public int Alerts => _alerts.Count;

    /// <summary>Failed requests by reason.</summary>
    public IReadOnlyDictionary<string, int> Failures => _failures;

    public void Answered(TimeSpan time, int accepted, int rejected, IEnumerable<string> alerts)
    {
        _latencies.Add(time);
        Interlocked.Add(ref _accepted, accepted);
        Interlocked.Add(ref _rejected, rejected);
        foreach (var alert in alerts)
        {
            _alerts.TryAdd(alert, true);
        }
    }

    public void Failed(string reason, int readings)
    {
        _failures.AddOrUpdate(reason, 1, static (_, count) => count + 1);
        Interlocked.Add(ref _lost, readings);
    }

    public void Skip(int readings) => Interlocked.Add(ref _skipped, readings);

    /// <summary>Latency below which that share of the answered requests stayed; zero when none was answered.</summary>
    public TimeSpan Percentile(double share) => _latencies.Percentile(share);
}
