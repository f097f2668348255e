using System.Globalization;
using FleetActors.FleetSim.Cluster;
using FleetActors.FleetSim.Load;
using FleetActors.FleetSim.Server;
using FleetActors.FleetSim.Trial;

namespace FleetActors.FleetSim.Measure;

/// <summary>One kind of load after another on a cluster that is up, nobody struck, and what each used up.</summary>
internal sealed class MeasureRun(ClusterSite site, MeasureOptions options, TextWriter output, TimeProvider clock)
{
    public const string Idle = "idle";

    private const int Devices = 1000;
    private const int Batch = 50;

    // The second step of an alert, and the time until PostgreSQL's backends have told what they counted.
    private static readonly TimeSpan Settling = TrialScript.AckTimeout + TimeSpan.FromSeconds(15);

    private readonly Meters _meters = new(site, clock);

    /// <summary>Runs all phases.</summary>
    public async Task<IReadOnlyList<Phase>> RunAsync(string recording, CancellationToken cancellationToken)
    {
        using var sandbox = new FleetApi(site.SandboxUrl, null);
        using var server = new FleetApi(site.FrontUrls[0], null);
        await TrialScript.PrepareAsync(server, sandbox, cancellationToken);

        // Once unmeasured: code is compiled, connections are opened and devices are made.
        var brief = TimeSpan.FromSeconds(10);
        await SendReadingsAsync(new LoadTally(), brief, cancellationToken);
        using (var warming = new ReportLoad(site.FrontUrls, options.Alerts, clock, firstNumber: 900_000))
        {
            await warming.RunAsync(brief, cancellationToken);
        }

        await new CallLoad(sandbox, options.Calls, recording, clock).RunAsync(TimeSpan.FromSeconds(1), cancellationToken);
        await Task.Delay(Settling, clock, cancellationToken);

        var readings = new LoadTally();
        using var reports = new ReportLoad(site.FrontUrls, options.Alerts, clock);
        var calls = new CallLoad(sandbox, options.Calls, recording, clock);
        return
        [
            await PhaseAsync(Idle, "second", () => Task.Delay(options.Phase, clock, cancellationToken), () => (options.Phase.TotalSeconds, 0), cancellationToken),
            await PhaseAsync("readings", "reading", () => SendReadingsAsync(readings, options.Phase, cancellationToken), () => (readings.Accepted, readings.Lost + readings.Rejected), cancellationToken),
            await PhaseAsync("alerts", "alert", () => reports.RunAsync(options.Phase, cancellationToken), () => (reports.Accepted.Count, reports.Refusals.Values.Sum()), cancellationToken),
            await PhaseAsync("calls", "call second", () => calls.RunAsync(options.Phase, cancellationToken), () => (calls.Seconds, calls.Failed), cancellationToken),
        ];
    }

    private async Task<Phase> PhaseAsync(string name, string unit, Func<Task> happens, Func<(double Count, long Failed)> count, CancellationToken cancellationToken)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow():HH:mm:ss}  {name} for {options.Phase.TotalSeconds:0} s, and {Settling.TotalSeconds:0} s for what comes after"));
        var before = await _meters.ReadAsync(cancellationToken);
        await happens();
        await Task.Delay(Settling, clock, cancellationToken);
        var used = (await _meters.ReadAsync(cancellationToken)).Since(before);
        var (done, failed) = count();
        return new Phase(name, unit, done, failed, used, Meters.Load);
    }

    private Task SendReadingsAsync(LoadTally tally, TimeSpan duration, CancellationToken cancellationToken)
    {
        var share = Math.Max(1, options.Readings / site.FrontUrls.Count);
        return Task.WhenAll(site.FrontUrls.Select(front => new DeviceLoad(
            new LoadOptions(front, null, TrialScript.Fleet, Devices, share, duration, Math.Min(Batch, share), 64, "temperature", Spikes: 0), tally, clock).RunAsync(static _ => { }, cancellationToken)));
    }
}
