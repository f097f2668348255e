using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using FleetActors.Tools;

namespace FleetActors.Bench.Loading;

/// <summary>Counts the answers of a load. Safe for many threads.</summary>
internal sealed class LoadTally(bool keepsAlertIds)
{
    private readonly LatencyHistogram _latencies = new();
    private readonly ConcurrentDictionary<string, long> _alerts = new();
    private long _succeeded;
    private long _failed;
    private string? _firstFailure;

    /// <param name="due">Time stamp at which the request was to be sent.</param>
    public void Answered(int status, long due, ReadOnlySpan<byte> answer)
    {
        _latencies.Add(Stopwatch.GetElapsedTime(due));
        if (status is < 200 or > 299)
        {
            Failed(Encoding.UTF8.GetString(answer));
            return;
        }

        Interlocked.Increment(ref _succeeded);
        if (keepsAlertIds && AlertId(answer) is { } id)
        {
            _alerts[id] = due;
        }
    }

    public void Failed(string why)
    {
        Interlocked.Increment(ref _failed);
        Interlocked.CompareExchange(ref _firstFailure, why, null);
    }

    public LoadReport Report(double seconds, double cpuSeconds) => new(
        _succeeded,
        _failed,
        _firstFailure,
        seconds,
        cpuSeconds,
        _latencies.Percentile(0.5).TotalMilliseconds,
        _latencies.Percentile(0.99).TotalMilliseconds,
        _latencies.Percentile(1).TotalMilliseconds,
        _alerts);

    private static string? AlertId(ReadOnlySpan<byte> answer)
    {
        var member = "\"alert_id\":\""u8;
        var at = answer.IndexOf(member);
        if (at < 0)
        {
            return null;
        }

        var id = answer[(at + member.Length)..];
        return Encoding.ASCII.GetString(id[..id.IndexOf((byte)'"')]);
    }
}
