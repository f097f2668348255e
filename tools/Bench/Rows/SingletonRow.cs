using System.Globalization;
using FleetActors.Bench.Calls;
using FleetActors.Bench.Hosting;

namespace FleetActors.Bench.Rows;

/// <summary>Grains of which a cluster has only one: what they carry, against what an account may send and against the same queue while it is short.</summary>
internal sealed class SingletonRow : IRow
{
    private const double AccountPerSecond = 80;
    private const int Callers = 256;
    private const int ShortQueue = 10;
    private const int LongQueue = 1000;

    public string Name => "singleton";

    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext bench, CancellationToken cancellationToken)
    {
        await using var host = await bench.StartHostAsync(cancellationToken);
        bench.Progress($"{Name}: {SingletonBench.Outbound}");
        await AskAsync(host, SingletonBench.Outbound, 0, bench.Settings.WarmUp, cancellationToken);
        var commands = await AskAsync(host, SingletonBench.Outbound, 0, bench.Settings.Time, cancellationToken);
        bench.Progress($"{Name}: {SingletonBench.Queue}");
        await AskAsync(host, SingletonBench.Queue, 1, bench.Settings.WarmUp, cancellationToken);
        var quick = await AskAsync(host, SingletonBench.Queue, ShortQueue, TimeSpan.FromSeconds(1), cancellationToken);
        var slow = await AskAsync(host, SingletonBench.Queue, LongQueue, TimeSpan.FromSeconds(1), cancellationToken);
        return
        [
            Result("commands through the one door to the provider", commands, "/s", AccountPerSecond, $"{AccountPerSecond:0}/s, what an account may send", "outbound_commands_per_second"),
            Result($"packets into a dispatch queue of {LongQueue:N0}", slow, "/s", quick, $"{quick:N0}/s from {ShortQueue} on, a second long", "queue_adds_per_second"),
        ];
    }

    private static async Task<double> AskAsync(HostProcess host, string way, int open, TimeSpan time, CancellationToken cancellationToken)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"{HostCommand.SingletonsPath}?way={way}&seconds={time.TotalSeconds}&callers={(way == SingletonBench.Outbound ? Callers : 1)}&open={open}");
        using var response = await host.Http.PostAsync(host.Bare(address), null, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? double.Parse(text, CultureInfo.InvariantCulture)
            : throw new BenchFailureException($"Asking {way} failed: {text}");
    }

    private RowResult Result(string what, double rate, string unit, double baseline, string baselineWords, string figure) => new(
        Name,
        what,
        "",
        string.Create(CultureInfo.InvariantCulture, $"{rate:N0}{unit}"),
        baselineWords,
        rate / baseline,
        Verdict.None,
        new Dictionary<string, double> { [figure] = rate },
        []);
}
