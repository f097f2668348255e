using System.CommandLine;
using FleetActors.Bench.Hosting;
using FleetActors.Bench.Loading;
using FleetActors.Bench.Reporting;
using FleetActors.Bench.Rows;
using FleetActors.Bench.Streams;

namespace FleetActors.Bench;

/// <summary>The bench: measures every row, prints a table, writes the figures.</summary>
internal static class BenchCommand
{
    private const int AllMet = 0;
    private const int SomeMissed = 1;
    private const int NotMeasured = 2;

    private static readonly IRow[] Rows =
    [
        new TelemetryRow("reading", 1, 1, leastRatio: 0.8, leastReadings: 0),
        new TelemetryRow("batch", 100, 10, leastRatio: 0.35, leastReadings: 500_000),
        new TelemetryRow("batch-wide", 100, 100, leastRatio: 0, leastReadings: 0),
        new DialRow(),
        new AlertRow(),
        new CallRow(),
        new SingletonRow(),
        new StreamRow(),
    ];

    public static RootCommand Create()
    {
        var quick = new Option<bool>("--quick") { Description = "Short and rough." };
        var only = new Option<string[]>("--only") { Description = $"Only these rows: {string.Join(", ", Rows.Select(row => row.Name))}.", AllowMultipleArgumentsPerToken = true };
        only.AcceptOnlyFromAmong([.. Rows.Select(row => row.Name)]);
        var output = new Option<string>("--out") { Description = "File for the figures as JSON.", DefaultValueFactory = _ => Path.Combine(Artifacts(), "bench.json") };
        var root = new RootCommand("Measures this machine against the product's targets. Ends with 0 when all are met, 1 when one is missed, 2 when one could not be measured.")
        {
            quick, only, output, LoadCommand.Create(), StreamCommand.Create(), HostCommand.Create(),
        };
        root.SetAction((parsed, cancellationToken) => RunAsync(
            new BenchSettings(parsed.GetValue(quick), parsed.GetValue(only) ?? [], parsed.GetValue(output)!), TimeProvider.System, cancellationToken));
        return root;
    }

    private static async Task<int> RunAsync(BenchSettings settings, TimeProvider clock, CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        var start = clock.GetTimestamp();
        var loadBefore = BenchEnvironment.CurrentLoad();
        var directory = System.IO.Directory.CreateDirectory(Path.Combine(Artifacts(), $"bench-{Environment.ProcessId}")).FullName;
        try
        {
            using var load = LoadProcess.Start();
            var bench = new BenchContext(settings, load, directory, line => Console.Error.WriteLine($"  {line}"));
            HostReady ready;
            await using (var host = await bench.StartHostAsync(cancellationToken))
            {
                ready = host.Ready;
            }

            var results = new List<RowResult>();
            foreach (var row in Rows.Where(row => settings.Wants(row.Name)))
            {
                results.AddRange(await row.RunAsync(bench, cancellationToken));
            }

            var report = new BenchReport(
                at, clock.GetElapsedTime(start).TotalSeconds, BenchEnvironment.Of(ready, loadBefore, settings.Quick), results);
            await report.WriteAsync(settings.OutFile, cancellationToken);
            Console.WriteLine(MarkdownTable.Of(report));
            return results.Exists(row => row.Verdict == Verdict.Missed) ? SomeMissed : AllMet;
        }
        catch (BenchFailureException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return NotMeasured;
        }
        finally
        {
            System.IO.Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>The repository's folder for what is built, on the same disk as everything else; a memory file system for temporary files would flatter.</summary>
    private static string Artifacts()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FleetActors.sln")))
            {
                return Path.Combine(folder.FullName, "artifacts");
            }
        }

        return Path.GetFullPath("artifacts");
    }
}
