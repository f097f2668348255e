using System.Globalization;
using FleetActors.Bench.Calls;
using FleetActors.Bench.Hosting;

namespace FleetActors.Bench.Rows;

/// <summary>One grain call: reference, turn, result. Against an awaited interface call, and against the plainest queue of calls there can be.</summary>
internal sealed class CallRow : IRow
{
    private const double LeastPerSecond = 1_100_000;
    private const int Callers = 256;
    private const int Activations = 1024;

    public string Name => "call";

    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext bench, CancellationToken cancellationToken)
    {
        await using var host = await bench.StartHostAsync(cancellationToken);
        string[] ways = [CallBench.Direct, CallBench.Queue, CallBench.Grain];
        var rates = ways.ToDictionary(way => way, _ => new List<double>());
        double cpuPerCall = 0;
        for (var i = -1; i < bench.Settings.Repetitions; i++)
        {
            foreach (var way in ways)
            {
                bench.Progress($"{Name}: {way}{(i < 0 ? ", warm-up" : "")}");
                var cpu = host.CpuTime;
                var time = i < 0 ? bench.Settings.WarmUp : bench.Settings.Time;
                var rate = await CallAsync(host, way, time, cancellationToken);
                if (i >= 0)
                {
                    rates[way].Add(rate);
                }

                cpuPerCall = (host.CpuTime - cpu).TotalMicroseconds / (rate * time.TotalSeconds);
            }
        }

        return [Judge(rates.ToDictionary(way => way.Key, way => Median.Of(way.Value)), cpuPerCall)];
    }

    private static async Task<double> CallAsync(HostProcess host, string way, TimeSpan time, CancellationToken cancellationToken)
    {
        var address = string.Create(
            CultureInfo.InvariantCulture, $"{HostCommand.CallsPath}?way={way}&seconds={time.TotalSeconds}&callers={Callers}&activations={Activations}");
        using var response = await host.Http.PostAsync(host.Bare(address), null, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? double.Parse(text, CultureInfo.InvariantCulture)
            : throw new BenchFailureException($"Calls by way of {way} failed: {text}");
    }

    private RowResult Judge(Dictionary<string, double> rates, double cpuPerCall)
    {
        var grain = rates[CallBench.Grain];
        return new RowResult(
            Name,
            "one grain call, reference to result",
            Text($">= {LeastPerSecond:N0}/s"),
            Text($"{grain:N0}/s, {cpuPerCall:0.00} us of processor each"),
            Text($"{rates[CallBench.Queue]:N0}/s (dispatch proxy and queue), {rates[CallBench.Direct]:N0}/s (direct)"),
            grain / rates[CallBench.Queue],
            grain >= LeastPerSecond ? Verdict.Met : Verdict.Missed,
            new Dictionary<string, double>
            {
                ["grain_calls_per_second"] = grain,
                ["queue_calls_per_second"] = rates[CallBench.Queue],
                ["direct_calls_per_second"] = rates[CallBench.Direct],
                ["server_us_per_grain_call"] = cpuPerCall,
            },
            [Text($"{Name}: {Callers} callers, each with one call under way, over {Activations} activations. Orleans itself does 0.3 to 1.1 million a second in process on machines of this kind.")]);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
