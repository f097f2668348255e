using System.Globalization;
using System.Net.Http.Json;
using FleetActors.Bench.Hosting;
using FleetActors.Bench.Streams;

namespace FleetActors.Bench.Rows;

/// <summary>
/// Live calls with their media sockets, 50 frames a second each: from when a frame was due to be sent until it was decoded, measured, recorded and handed to the recogniser.
/// </summary>
internal sealed class StreamRow : IRow
{
    private const int Streams = 1000;
    private const double MostP99Ms = 100;
    // The compiler's last tier comes late where there is little to do for each of many sockets.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LastFrames = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    public string Name => "stream";

    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext bench, CancellationToken cancellationToken)
    {
        await using var host = await bench.StartHostAsync(cancellationToken);
        bench.Progress($"{Name}: {Streams} callers ring");
        using var ringing = await host.Http.PostAsync(host.Bare($"{LiveCalls.RingPath}?count={Streams}"), null, cancellationToken);
        if (!ringing.IsSuccessStatusCode)
        {
            throw new BenchFailureException($"The calls were not answered: {await ringing.Content.ReadAsStringAsync(cancellationToken)}");
        }

        var addresses = await ringing.Content.ReadFromJsonAsync<List<string>>(cancellationToken);
        var plan = new StreamPlan(addresses!, WarmUp.TotalSeconds, 4 * bench.Settings.Time.TotalSeconds);
        using var callers = StreamProcess.Start();
        bench.Progress($"{Name}: {Streams} callers speak");
        var cpu = TimeSpan.Zero;
        var report = await callers.RunAsync(plan, () => cpu = host.CpuTime, cancellationToken);
        var used = host.CpuTime - cpu;
        var heard = await HeardAsync(host, report.Frames, cancellationToken);
        return [Judge(plan, report, heard, used, host.WorkingSet)];
    }

    private static async Task<HeardFrames> HeardAsync(HostProcess host, long frames, CancellationToken cancellationToken)
    {
        var heard = await AskAsync(host, cancellationToken);
        for (var waited = TimeSpan.Zero; heard.Frames < frames && waited < LastFrames; waited += BetweenLooks)
        {
            await Task.Delay(BetweenLooks, TimeProvider.System, cancellationToken);
            heard = await AskAsync(host, cancellationToken);
        }

        return heard;
    }

    private static async Task<HeardFrames> AskAsync(HostProcess host, CancellationToken cancellationToken) =>
        (await host.Http.GetFromJsonAsync<HeardFrames>(host.Bare(LiveCalls.HeardPath), cancellationToken))!;

    private RowResult Judge(StreamPlan plan, StreamReport report, HeardFrames heard, TimeSpan used, long memory)
    {
        var lost = report.Frames - heard.Frames;
        var processors = used.TotalSeconds / plan.Seconds;
        var each = 1000 * processors / Streams;
        return new RowResult(
            Name,
            Text($"{Streams:N0} live calls, 50 frames/s each"),
            Text($"p99 < {MostP99Ms:0} ms, no frame lost"),
            Text($"p99 {heard.P99Ms:0.0} ms, {lost} of {report.Frames:N0} frames lost, {each:0.00} ms of processor per call and second"),
            "",
            null,
            heard.P99Ms < MostP99Ms && lost == 0 && report.Failed == 0 ? Verdict.Met : Verdict.Missed,
            new Dictionary<string, double>
            {
                ["frames"] = report.Frames,
                ["lost_frames"] = lost,
                ["lost_sockets"] = report.Failed,
                ["p50_ms"] = heard.P50Ms,
                ["p99_ms"] = heard.P99Ms,
                ["max_ms"] = heard.MaxMs,
                ["sender_late_p99_ms"] = report.LateP99Ms,
                ["server_processors"] = processors,
                ["server_ms_per_call_and_second"] = each,
                ["sender_processors"] = report.CpuSeconds / (plan.WarmUpSeconds + plan.Seconds),
                ["server_working_set_mb"] = memory / 1e6,
            },
            [
                Text($"{Name}: from when a frame was due until it was decoded, measured, recorded and handed to the recogniser; the sender itself was late by {report.LateP99Ms:0.0} ms (p99), and a frame waits up to 60 ms for the others of its batch. The server took {processors:0.00} processors and {memory / 1e6:0} MB."),
                .. report.Failed == 0 ? [] : new[] { Text($"{Name}: {report.Failed} sockets were lost, first: {report.FirstFailure}") },
            ]);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
