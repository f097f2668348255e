using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FleetActors.Bench.Hosting;
using FleetActors.Bench.Loading;

namespace FleetActors.Bench.Rows;

/// <summary>
/// Telemetry against bare endpoints that only parse the same bodies, turn by turn in the same process. Every device has two rules; no reading breaks one.
/// </summary>
/// <param name="readings">In one request.</param>
/// <param name="devicesPerRequest">Over how many devices they are spread.</param>
internal sealed class TelemetryRow(string name, int readings, int devicesPerRequest, double leastRatio, double leastReadings) : IRow
{
    private const int Connections = 64;
    private const string Path = "/api/v1/telemetry";

    public string Name { get; } = name;

    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext bench, CancellationToken cancellationToken)
    {
        await using var host = await bench.StartHostAsync(cancellationToken);
        await PutFleetAsync(host, cancellationToken);
        LoadPlan[] plans = [Plan(host.Ready.FrontPort, Path), Plan(host.Ready.BarePort, BareEndpoints.DocumentPath), Plan(host.Ready.BarePort, BareEndpoints.ReaderPath)];
        foreach (var plan in plans)
        {
            await bench.WarmUpAsync(host, plan, cancellationToken);
        }

        var rounds = new List<Round>();
        for (var i = 0; i < bench.Settings.Repetitions; i++)
        {
            rounds.Add(new Round(
                await MeasureAsync(bench, host, plans[0], cancellationToken),
                await MeasureAsync(bench, host, plans[1], cancellationToken),
                await MeasureAsync(bench, host, plans[2], cancellationToken)));
        }

        return [Judge(rounds)];
    }

    private static async Task PutFleetAsync(HostProcess host, CancellationToken cancellationToken)
    {
        var profile = new JsonObject { ["name"] = "Bench", ["rules"] = new JsonArray { Rule("hot", "above", 80), Rule("cold", "below", -30) } };
        using var response = await host.Http.PutAsJsonAsync(host.Front($"/api/v1/fleets/{RequestMaker.Fleet}"), profile, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new BenchFailureException($"The fleet was refused: {await response.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }

    private static JsonObject Rule(string name, string kind, double limit) => new()
    {
        ["name"] = name,
        ["kind"] = kind,
        ["metric"] = RequestMaker.Metric,
        ["limit"] = limit,
        ["severity"] = "medium",
    };

    private LoadPlan Plan(int port, string path) =>
        new(port, path, BodyKind.Readings, readings, devicesPerRequest, Connections, Seconds: 0, Rate: 0, KeepsAlertIds: false);

    private Task<MeasuredLoad> MeasureAsync(BenchContext bench, HostProcess host, LoadPlan plan, CancellationToken cancellationToken)
    {
        bench.Progress($"{Name}: {plan.Path}");
        return bench.RunAsync(host, plan with { Seconds = bench.Settings.Time.TotalSeconds }, cancellationToken);
    }

    private RowResult Judge(List<Round> rounds)
    {
        var perSecond = Median.Of(rounds.Select(round => round.Product.Report.PerSecond)) * readings;
        var bare = Median.Of(rounds.Select(round => round.Document.Report.PerSecond)) * readings;
        var ratio = Median.Of(rounds.Select(round => round.Product.Report.PerSecond / round.Document.Report.PerSecond));
        var careful = Median.Of(rounds.Select(round => round.Product.Report.PerSecond / round.Reader.Report.PerSecond));
        var byCpu = Median.Of(rounds.Select(round => round.Document.ServerMicroseconds / round.Product.ServerMicroseconds));
        var failed = rounds.Sum(round => round.Product.Report.Failed);
        var figures = new Dictionary<string, double>
        {
            ["readings_per_second"] = perSecond,
            ["baseline_document_readings_per_second"] = bare,
            ["baseline_reader_readings_per_second"] = Median.Of(rounds.Select(round => round.Reader.Report.PerSecond)) * readings,
            ["ratio_to_document"] = ratio,
            ["ratio_to_reader"] = careful,
            ["ratio_of_server_processor_time"] = byCpu,
            ["server_us_per_request"] = Median.Of(rounds.Select(round => round.Product.ServerMicroseconds)),
            ["baseline_server_us_per_request"] = Median.Of(rounds.Select(round => round.Document.ServerMicroseconds)),
            ["load_processors"] = Median.Of(rounds.Select(round => round.Product.Report.CpuSeconds / round.Product.Report.Seconds)),
            ["p99_ms"] = Median.Of(rounds.Select(round => round.Product.Report.P99Ms)),
            ["failed_requests"] = failed,
        };
        return new RowResult(
            Name,
            readings == 1 ? "one reading per POST" : Text($"{readings} readings of {devicesPerRequest} device(s) per POST"),
            Target(),
            Text($"{perSecond:N0} readings/s, {figures["server_us_per_request"]:0.0} us of processor per POST"),
            Text($"{bare:N0} readings/s, {figures["baseline_server_us_per_request"]:0.0} us (bare endpoint, JsonDocument)"),
            ratio,
            leastRatio == 0 ? Verdict.None : ratio >= leastRatio && perSecond >= leastReadings && failed == 0 ? Verdict.Met : Verdict.Missed,
            figures,
            [
                Text($"{Name}: against a bare endpoint that reads forward only (Utf8JsonReader) the ratio is {careful:0.00}; by the server's processor time alone it is {byCpu:0.00} (JsonDocument)."),
                .. failed == 0 ? [] : new[] { Text($"{Name}: {failed} requests failed, first: {rounds.Select(round => round.Product.Report.FirstFailure).First(text => text is not null)}") },
            ]);
    }

    private string Target() => leastRatio == 0 ? ""
        : leastReadings == 0 ? Text($"ratio >= {leastRatio}")
        : Text($"ratio >= {leastRatio}, and >= {leastReadings:N0}/s");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Round(MeasuredLoad Product, MeasuredLoad Document, MeasuredLoad Reader);
}
