using System.CommandLine;
using FleetActors.FleetSim.Cluster;
using FleetActors.FleetSim.Measure;
using FleetActors.FleetSim.Server;

namespace FleetActors.FleetSim.Trial;

/// <summary>
/// <c>trial</c>: a cluster of its own in a new temporary folder, load on all its fronts, one silo after another struck, and at the end the comparison: every
/// accepted report there, every page sent once, in time, and none after an acknowledge.
/// </summary>
internal static class TrialCommand
{
    private const int Success = 0;
    private const int Failure = 1;

    public static Command Create()
    {
        var seconds = Number("--seconds", "How long load and strikes last", 60, 10, 7200);
        var readings = Number("--readings", "Readings a second", 5000, 0, 1_000_000);
        var alerts = Number("--alerts", "Reports a second", 20, 1, 10_000);
        var every = Number("--every", "Seconds between two strikes", 30, 1, 3600);
        var pause = Number("--pause", "Seconds that a paused silo stands still, or the database is away", 15, 1, 600);
        var strike = new Option<StrikeKind>("--strike") { Description = "What is done: kill or pause a silo, stop the database, or none.", DefaultValueFactory = _ => StrikeKind.Kill };
        var silos = Number("--silos", "How many silos", 3, 1, 16);
        var fronts = Number("--fronts", "How many web fronts", 2, 1, 16);
        var measure = new Option<bool>("--measure") { Description = "Strikes nobody: idles, then sends only readings, only reports, only calls, each for --seconds, and tells what one of each costs." };
        var calls = Number("--calls", "With --measure, callers at once", 10, 1, 900);
        var single = new Option<bool>("--single") { Description = "One server on PostgreSQL instead of a cluster; needs no Orleans packages." };
        var command = new Command("trial", "Tries a cluster by force and compares what was promised with what happened.")
        {
            seconds, readings, alerts, every, strike, pause, silos, fronts, single, measure, calls,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new ClusterOptions(parsed.GetValue(silos), parsed.GetValue(fronts), 0, "", parsed.GetValue(single)) { IsTrial = true },
            parsed.GetValue(measure) ? new MeasureOptions(TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(readings), parsed.GetValue(alerts), parsed.GetValue(calls)) : null,
            new TrialOptions(
                TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                parsed.GetValue(readings),
                parsed.GetValue(alerts),
                TimeSpan.FromSeconds(parsed.GetValue(every)),
                parsed.GetValue(strike),
                TimeSpan.FromSeconds(parsed.GetValue(pause))),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ClusterOptions cluster, MeasureOptions? measure, TrialOptions options, CancellationToken cancellationToken)
    {
        if (!ClusterCommand.MayStart(cluster))
        {
            await Console.Error.WriteLineAsync(ClusterCommand.NeedsOrleans);
            return Failure;
        }

        var folder = NewFolder();
        var isKept = true;
        try
        {
            using var watchEnds = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await using var site = new ClusterSite(
                cluster with { DataDirectory = folder }, new StatusBoard(Console.Out, TimeProvider.System), TimeProvider.System);
            await site.StartAsync(cancellationToken);
            var watching = site.WatchAsync(watchEnds.Token);
            isKept = measure is null
                ? !await new ClusterTrial(site, options, Console.Out, TimeProvider.System).RunAsync(cancellationToken)
                : !await MeasureAsync(site, measure, cancellationToken);
            await watchEnds.CancelAsync();
            await watching.ContinueWith(static _ => { }, TaskScheduler.Default);
            return isKept ? Failure : Success;
        }
        catch (ServerFailureException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return Failure;
        }
        catch (OperationCanceledException)
        {
            return Failure;
        }
        finally
        {
            Leave(folder, isKept);
        }
    }

    private static async Task<bool> MeasureAsync(ClusterSite site, MeasureOptions options, CancellationToken cancellationToken)
    {
        var phases = await new MeasureRun(site, options, Console.Out, TimeProvider.System).RunAsync(Recording(), cancellationToken);
        new MeasureReport(Console.Out).Print(phases);
        return phases.All(static phase => phase.Count > 0);
    }

    private static string Recording()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, "samples", "calls", "house-fire.wav") is var sound && File.Exists(sound))
            {
                return sound;
            }
        }

        throw new ServerFailureException("samples/calls/house-fire.wav is not there.");
    }

    private static string NewFolder()
    {
        var folder = Directory.CreateTempSubdirectory("fleet-trial-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // PostgreSQL will not run as root; whoever runs it instead must be able to pass through.
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        return folder;
    }

    private static void Leave(string folder, bool isKept)
    {
        if (isKept)
        {
            Console.WriteLine($"Logs and database are left in {folder}.");
        }
        else
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Option<int> Number(string name, string description, int usual, int least, int most)
    {
        var option = new Option<int>(name) { Description = $"{description}, {least} to {most}.", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var number && (number < least || number > most))
            {
                result.AddError($"{name} must be {least} to {most}.");
            }
        });
        return option;
    }
}
