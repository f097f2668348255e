using System.Globalization;
using FleetActors.FleetSim.Cluster;
using FleetActors.FleetSim.Load;
using FleetActors.FleetSim.Owners;
using FleetActors.FleetSim.Server;

namespace FleetActors.FleetSim.Trial;

/// <summary>Load and strikes on a cluster that is up, then the comparison of what was promised with what the provider saw.</summary>
internal sealed class ClusterTrial(ClusterSite site, TrialOptions options, TextWriter output, TimeProvider clock)
{
    private const int Devices = 1000;
    private const int Batch = 50;
    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(10);

    // After the last report: the second step of its alert, and as long again as a page may be late after a strike.
    private static readonly TimeSpan Settling = TrialScript.AckTimeout + TrialJudge.Struck + TimeSpan.FromSeconds(10);

    /// <summary>Runs to the end of the duration and judges.</summary>
    /// <returns>Whether every promise was kept.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        using var sandbox = new FleetApi(site.SandboxUrl, null);
        using var server = new FleetApi(site.FrontUrls[0], null);
        await TrialScript.PrepareAsync(server, sandbox, cancellationToken);
        var audit = new WriteAudit(site.Database);
        await audit.StartAsync(cancellationToken);
        Say($"{options.Readings} readings/s and {options.Alerts} reports/s to {site.FrontUrls.Count} front(s) for {options.Duration.TotalSeconds:0} s; {Plan()}");

        using var reports = new ReportLoad(site.FrontUrls, options.Alerts, clock);
        var readings = new LoadTally();
        var striker = new Striker(site.GrainHosts, site.Database, options, Say, clock);
        var witness = new ProviderWitness(sandbox, clock);
        using var loadEnds = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var trialEnds = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = witness.WatchAsync(trialEnds.Token);
        var telling = TellAsync(reports, readings, witness, trialEnds.Token);
        var striking = striker.RunAsync(loadEnds.Token);
        var sending = site.FrontUrls.Select(front => SendReadingsAsync(front, readings, cancellationToken)).Append(reports.RunAsync(options.Duration, cancellationToken)).ToList();
        loadEnds.CancelAfter(options.Duration);
        await Task.WhenAll(sending);
        await striking;

        Say($"The load is over; what is still due has {Settling.TotalSeconds:0} s.");
        await Task.Delay(Settling, clock, cancellationToken);
        await trialEnds.CancelAsync();
        await Task.WhenAll(watching, telling);
        await witness.CatchUpAsync(cancellationToken);
        var listed = await ServerLists.AlertsAsync(server, cancellationToken);
        var verdict = TrialJudge.Judge(reports.Accepted, listed, witness.Seen, striker.Strikes);
        var writes = await audit.ReadAsync(cancellationToken);
        var ports = site.GrainHosts.ToDictionary(static host => host.Name, static host => host.SiloPort);
        var owners = OwnersJudge.Judge(writes, WriteAudit.DeadOf(striker.Strikes, ports, writes));
        new TrialReport(output).Print(options, reports, readings, listed, witness.Seen, striker.Strikes, verdict, new Ownership(writes.Count, owners));
        return verdict.Findings.Count == 0 && owners.Findings.Count == 0;
    }

    private string Plan() => options.Strike switch
    {
        StrikeKind.Kill => $"every {options.StrikeEvery.TotalSeconds:0} s one of {site.GrainHosts.Count} is killed and started again",
        StrikeKind.Pause => $"every {options.StrikeEvery.TotalSeconds:0} s one of {site.GrainHosts.Count} stands still for {options.PauseFor.TotalSeconds:0} s",
        StrikeKind.Database => $"every {options.StrikeEvery.TotalSeconds:0} s PostgreSQL is away for {options.PauseFor.TotalSeconds:0} s",
        _ => "nobody is struck",
    };

    private async Task SendReadingsAsync(Uri front, LoadTally tally, CancellationToken cancellationToken)
    {
        if (options.Readings == 0)
        {
            return;
        }

        var share = Math.Max(1, options.Readings / site.FrontUrls.Count);
        var load = new LoadOptions(front, null, TrialScript.Fleet, Devices, share, options.Duration, Math.Min(Batch, share), 64, "temperature", Spikes: 0);
        await new DeviceLoad(load, tally, clock).RunAsync(static _ => { }, cancellationToken);
    }

    private async Task TellAsync(ReportLoad reports, LoadTally readings, ProviderWitness witness, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(SayEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                Say(string.Create(
                    CultureInfo.InvariantCulture,
                    $"reports {reports.Accepted.Count} of {reports.Sent} taken, {reports.Refusals.Values.Sum()} refusals; pages {witness.Seen.Count}; readings {readings.Accepted} taken, {readings.Lost} not answered for, {readings.Skipped} not sent"));
            }
        }
        catch (OperationCanceledException)
        {
            // The trial is over.
        }
    }

    private void Say(string text)
    {
        lock (output)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow():HH:mm:ss}  {text}"));
        }
    }
}
