using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FleetActors.Bench.Hosting;
using FleetActors.Bench.Loading;
using FleetActors.Bench.Storage;

namespace FleetActors.Bench.Rows;

/// <summary>
/// <c>POST /alert</c>: classified by an inference without latency, stored, answered, its text message handed to a provider without latency. First as fast as it goes, then at
/// half that rate. Afterwards the list must count every alert that was answered with success.
/// </summary>
internal sealed class AlertRow : IRow
{
    private const int Connections = 256;
    private const double LeastPerSecond = 10_000;
    private const double MostP99Ms = 100;
    private const int RowsPerCommit = 50;

    public string Name => "alert";

    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext bench, CancellationToken cancellationToken)
    {
        bench.Progress($"{Name}: what the disk gives");
        var disk = CommitBaseline.Measure(bench.Directory, RowsPerCommit, bench.Settings.Time);
        await using var host = await bench.StartHostAsync(cancellationToken);
        var plan = new LoadPlan(
            host.Ready.FrontPort, "/alert", BodyKind.Report, 0, 0, Connections, bench.Settings.Time.TotalSeconds, Rate: 0, KeepsAlertIds: false);

        var warmUp = await bench.WarmUpAsync(host, plan, cancellationToken);
        var loads = new List<MeasuredLoad>();
        for (var i = 0; i < bench.Settings.Repetitions; i++)
        {
            bench.Progress($"{Name}: as fast as it goes");
            loads.Add(await bench.RunAsync(host, plan, cancellationToken));
        }

        var perSecond = Median.Of(loads.Select(load => load.Report.PerSecond));
        bench.Progress($"{Name}: at half the rate");
        var half = await bench.RunAsync(host, plan with { Rate = perSecond / 2, Seconds = plan.Seconds * 2 }, cancellationToken);
        var answered = warmUp + half.Report.Succeeded + loads.Sum(load => load.Report.Succeeded);
        return [Throughput(perSecond, disk, loads, answered, await CountAsync(host, cancellationToken)), Latency(perSecond, half, disk)];
    }

    private static async Task<long> CountAsync(HostProcess host, CancellationToken cancellationToken) =>
        (long)(await host.Http.GetFromJsonAsync<JsonObject>(host.Front("/alerts?limit=1"), cancellationToken))!["total"]!;

    private RowResult Throughput(double perSecond, CommitFigures disk, List<MeasuredLoad> loads, long answered, long listed)
    {
        var failed = loads.Sum(load => load.Report.Failed);
        var cpu = Median.Of(loads.Select(load => load.ServerMicroseconds));
        return new RowResult(
            Name,
            "durable POST /alert",
            Text($">= {LeastPerSecond:N0}/s"),
            Text($"{perSecond:N0}/s, {cpu:0} us of processor each"),
            Text($"{disk.RowsPerSecond:N0} rows/s of 900 bytes (SQLite alone, {RowsPerCommit} a commit)"),
            perSecond / disk.RowsPerSecond,
            perSecond >= LeastPerSecond && failed == 0 && listed >= answered ? Verdict.Met : Verdict.Missed,
            new Dictionary<string, double>
            {
                ["alerts_per_second"] = perSecond,
                ["server_us_per_alert"] = cpu,
                ["disk_rows_per_second"] = disk.RowsPerSecond,
                ["p99_ms_at_full_rate"] = Median.Of(loads.Select(load => load.Report.P99Ms)),
                ["answered"] = answered,
                ["listed_afterwards"] = listed,
                ["failed_requests"] = failed,
            },
            [
                Text($"{Name}: every alert is stored at least twice, when it opens and when its message has left. {answered:N0} were answered with success, {listed:N0} are listed."),
                .. loads.Select(load => load.Report.FirstFailure).OfType<string>().Take(1).Select(text => $"{Name}: {failed} requests failed, first: {text}"),
            ]);
    }

    private RowResult Latency(double perSecond, MeasuredLoad half, CommitFigures disk) => new(
        Name,
        Text($"the same at {perSecond / 2:N0}/s"),
        Text($"p99 < {MostP99Ms} ms"),
        Text($"p50 {half.Report.P50Ms:0.0} ms, p99 {half.Report.P99Ms:0.0} ms"),
        Text($"one commit: p99 {disk.P99Ms:0.0} ms"),
        null,
        half.Report.P99Ms < MostP99Ms && half.Report.Failed == 0 ? Verdict.Met : Verdict.Missed,
        new Dictionary<string, double>
        {
            ["rate"] = perSecond / 2,
            ["p50_ms"] = half.Report.P50Ms,
            ["p99_ms"] = half.Report.P99Ms,
            ["max_ms"] = half.Report.MaxMs,
            ["commit_p99_ms"] = disk.P99Ms,
        },
        [Text($"{Name}: at half the rate requests leave when they are due, and their time counts from then; timers tell milliseconds, so about 1 ms of it is the load's own.")]);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
