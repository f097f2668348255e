using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using FleetActors.Bench.Hosting;
using FleetActors.Bench.Loading;
using FleetActors.Bench.Storage;
using FleetActors.Tools;

namespace FleetActors.Bench.Rows;

/// <summary>
/// From a report of medium severity to its dial reaching the provider. The time counts from when the report was due to be sent, so it holds more than the target asks
/// for: HTTP and the store come on top.
/// </summary>
internal sealed class DialRow : IRow
{
    private const double Rate = 200;
    private const int Connections = 64;
    private const double MostP99Ms = 50;
    private static readonly TimeSpan LastDials = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    public string Name => "dial";

    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext bench, CancellationToken cancellationToken)
    {
        bench.Progress($"{Name}: what the disk gives");
        var disk = CommitBaseline.Measure(bench.Directory, rowsPerCommit: 1, bench.Settings.Time);
        await using var host = await bench.StartHostAsync(cancellationToken);
        var plan = new LoadPlan(host.Ready.FrontPort, "/alert", BodyKind.MediumReport, 0, 0, Connections, bench.Settings.WarmUp.TotalSeconds, Rate, KeepsAlertIds: true);
        await bench.WarmUpAsync(host, plan with { Rate = 4 * Rate }, cancellationToken);
        bench.Progress($"{Name}: {Rate} alerts/s");
        var load = await bench.RunAsync(host, plan with { Seconds = bench.Settings.Time.TotalSeconds * 4 }, cancellationToken);
        var dials = await DialsAsync(host, load.Report.Alerts.Keys, cancellationToken);
        return [Judge(load, dials, disk)];
    }

    private static async Task<Dictionary<string, long>> DialsAsync(HostProcess host, IEnumerable<string> alerts, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var dials = (await host.Http.GetFromJsonAsync<Dictionary<string, long>>(host.Bare(HostCommand.DialsPath), cancellationToken))!;
            if (alerts.All(dials.ContainsKey) || Stopwatch.GetElapsedTime(start) > LastDials)
            {
                return dials;
            }

            await Task.Delay(BetweenLooks, TimeProvider.System, cancellationToken);
        }
    }

    private RowResult Judge(MeasuredLoad load, Dictionary<string, long> dials, CommitFigures disk)
    {
        var times = new LatencyHistogram();
        var missing = 0;
        foreach (var (alert, due) in load.Report.Alerts)
        {
            if (dials.TryGetValue(alert, out var dialled))
            {
                times.Add(Stopwatch.GetElapsedTime(due, dialled));
            }
            else
            {
                missing++;
            }
        }

        var p99 = times.Percentile(0.99).TotalMilliseconds;
        return new RowResult(
            Name,
            Text($"report sent -> dial handed to the provider, {Rate} alerts/s"),
            Text($"p99 < {MostP99Ms} ms"),
            Text($"p50 {times.Percentile(0.5).TotalMilliseconds:0.0} ms, p99 {p99:0.0} ms"),
            Text($"one commit: p50 {disk.P50Ms:0.0} ms, p99 {disk.P99Ms:0.0} ms"),
            p99 / disk.P99Ms,
            p99 < MostP99Ms && missing == 0 && load.Report.Failed == 0 ? Verdict.Met : Verdict.Missed,
            new Dictionary<string, double>
            {
                ["p50_ms"] = times.Percentile(0.5).TotalMilliseconds,
                ["p99_ms"] = p99,
                ["max_ms"] = times.Percentile(1).TotalMilliseconds,
                ["alerts"] = load.Report.Succeeded,
                ["never_dialled"] = missing,
                ["response_p99_ms"] = load.Report.P99Ms,
                ["commit_p50_ms"] = disk.P50Ms,
                ["commit_p99_ms"] = disk.P99Ms,
            },
            [
                Text($"{Name}: the time counts from when the report was due to be sent, so HTTP, classification and the store are in it."),
                .. missing == 0 ? [] : new[] { Text($"{Name}: {missing} alerts were not dialled within {LastDials.TotalSeconds} s.") },
            ]);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
