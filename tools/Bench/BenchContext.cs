using FleetActors.Bench.Hosting;
using FleetActors.Bench.Loading;

namespace FleetActors.Bench;

/// <summary>What the rows share.</summary>
/// <param name="Directory">On the disk that is measured; emptied at the end.</param>
/// <param name="Progress">Tells the person at the terminal what is going on.</param>
internal sealed record BenchContext(BenchSettings Settings, LoadProcess Load, string Directory, Action<string> Progress)
{
    private const int WarmRequests = 10_000;

    // Rounds in a row that were no cheaper than so much of the cheapest before: the compiler has done what it will. Not the first such round, as it counts calls before it is
    // done, which makes them dearer.
    private const int Settled = 3;
    private const double NoCheaper = 0.95;

    /// <summary>A fresh server, so that no row feels what another left behind.</summary>
    public Task<HostProcess> StartHostAsync(CancellationToken cancellationToken) => HostProcess.StartAsync(Directory, cancellationToken);

    /// <summary>
    /// Load that does not count, in rounds: until so many requests were answered that the compiler must have seen every path often enough, and they no longer become cheaper;
    /// but no more rounds than the settings allow. With the Orleans packages an alert's path is long, and it takes half a minute.
    /// </summary>
    public async Task<long> WarmUpAsync(HostProcess host, LoadPlan plan, CancellationToken cancellationToken)
    {
        Progress($"warm-up: {plan.Path}");
        long answered = 0;
        var cheapest = double.PositiveInfinity;
        var dear = 0;
        for (var round = 0; round < Settings.MostWarmUps && (dear < Settled || answered < WarmRequests); round++)
        {
            var load = await RunAsync(host, plan with { Seconds = Settings.WarmUp.TotalSeconds }, cancellationToken);
            answered += load.Report.Succeeded;
            dear = load.ServerMicroseconds > cheapest * NoCheaper ? dear + 1 : 0;
            cheapest = Math.Min(cheapest, load.ServerMicroseconds);
        }

        return answered;
    }

    /// <summary>One load, and what it cost the server.</summary>
    public async Task<MeasuredLoad> RunAsync(HostProcess host, LoadPlan plan, CancellationToken cancellationToken)
    {
        var cpu = host.CpuTime;
        var report = await Load.RunAsync(plan, cancellationToken);
        return new MeasuredLoad(report, host.CpuTime - cpu);
    }
}

/// <summary>A load and the processor time that the server spent on it.</summary>
internal sealed record MeasuredLoad(LoadReport Report, TimeSpan ServerCpu)
{
    /// <summary>Of one request.</summary>
    public double ServerMicroseconds => ServerCpu.TotalMicroseconds / Math.Max(1, Report.Succeeded + Report.Failed);
}
