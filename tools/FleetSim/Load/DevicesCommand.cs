using System.CommandLine;
using System.Globalization;
using FleetActors.FleetSim.Server;

namespace FleetActors.FleetSim.Load;

/// <summary><c>devices</c>: simulated devices that send readings at a steady rate, bounded in count and time.</summary>
internal static class DevicesCommand
{
    public static Command Create()
    {
        var url = ServerOption.Create("The server.", new Uri("http://127.0.0.1:5000"));
        var key = new Option<string?>("--key") { Description = "API key, where the server has keys." };
        var fleet = new Option<string?>("--fleet") { Description = "The fleet that new devices join." };
        var devices = Number("--devices", "How many devices", 1000, 1_000_000);
        var rate = Number("--rate", "Readings a second over all devices", 1000, 1_000_000);
        var seconds = Number("--seconds", "How long", 10, 3600);
        var batch = Number("--batch", "Readings in one request", 1, 1000);
        var connections = Number("--connections", "Requests on their way at once", 64, 512);
        var metric = new Option<string>("--metric") { Description = "Name of the metric.", DefaultValueFactory = _ => "temperature" };
        var spikes = new Option<double>("--spikes") { Description = "Share of readings, 0 to 1, that are 100 instead of 2 to 6.", DefaultValueFactory = _ => 0 };
        var iKnow = new Option<bool>("--i-know") { Description = "Allow a server that is not on this machine." };
        var command = new Command("devices", "Devices that send telemetry.")
        {
            url, key, fleet, devices, rate, seconds, batch, connections, metric, spikes, iKnow,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new LoadOptions(
                parsed.GetValue(url)!,
                parsed.GetValue(key),
                parsed.GetValue(fleet),
                parsed.GetValue(devices),
                parsed.GetValue(rate),
                TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                parsed.GetValue(batch),
                parsed.GetValue(connections),
                parsed.GetValue(metric)!,
                parsed.GetValue(spikes)),
            parsed.GetValue(iKnow),
            Console.Out,
            cancellationToken));
        return command;
    }

    /// <returns>0 when every reading was sent and accepted, otherwise 1.</returns>
    private static async Task<int> RunAsync(LoadOptions options, bool mayLeaveMachine, TextWriter output, CancellationToken cancellationToken)
    {
        if (!mayLeaveMachine && !ServerOption.IsLocal(options.Url))
        {
            await Console.Error.WriteLineAsync($"{options.Url} is not on this machine. Load hurts; add --i-know if the server is yours and meant to take it.");
            return 1;
        }

        await output.WriteLineAsync(Text($"{options.Devices} devices, {options.Rate} readings/s in requests of {options.Batch}, {options.Duration.TotalSeconds:0} s, {options.Url}"));
        var tally = new LoadTally();
        try
        {
            await new DeviceLoad(options, tally, TimeProvider.System).RunAsync(
                gone => output.WriteLine(Text($"{gone.TotalSeconds,5:0} s  accepted {tally.Accepted,10}  refused {tally.Rejected}  lost {tally.Lost}  skipped {tally.Skipped}  alerts {tally.Alerts}")),
                cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await output.WriteLineAsync("Stopped.");
        }

        await output.WriteLineAsync(Text(
            $"accepted {tally.Accepted} ({tally.Accepted / options.Duration.TotalSeconds:0}/s), refused {tally.Rejected}, lost {tally.Lost}, skipped {tally.Skipped}, alerts {tally.Alerts}; request p50 {tally.Percentile(0.5).TotalMilliseconds:0.0} ms, p99 {tally.Percentile(0.99).TotalMilliseconds:0.0} ms"));
        foreach (var (reason, count) in tally.Failures)
        {
            await output.WriteLineAsync(Text($"{count} request(s): {reason}"));
        }

        return tally is { Rejected: 0, Lost: 0, Skipped: 0, Accepted: > 0 } ? 0 : 1;
    }

    private static Option<int> Number(string name, string description, int usual, int most)
    {
        var option = new Option<int>(name) { Description = $"{description}, 1 to {most}.", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var number && (number < 1 || number > most))
            {
                result.AddError($"{name} must be 1 to {most}.");
            }
        });
        return option;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
