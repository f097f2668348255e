using FleetActors.Bench.Hosting;
using FleetActors.Bench.Loading;

namespace FleetActors.Bench;

/// <summary>What the rows share.</summary>
/// <param name="Directory">On the disk that is measured; emptied at the end.</param>
/// <param name="Progress">Tells the person at the terminal what is going on.</param>
internal sealed record BenchContext(BenchSettings Settings, LoadProcess Load, string Directory, Action<string> Progress)
{
    private const int LongestWarmUp = 4;
    private const int WarmRequests = 10_000;

    /// <summary>A fresh server, so that no row feels what another left behind.</summary>
    public Task<HostProcess> StartHostAsync(CancellationToken cancellationToken) => HostProcess.StartAsync(Directory, cancellationToken);

    /// <summary>
    /// Load that does not count: for as long as the settings say, and on until so many requests were answered that the compiler must have seen every path
    /// often enough, but no longer than four times that.
    /// </summary>
    public async Task<long> WarmUpAsync(HostProcess host, LoadPlan plan, CancellationToken cancellationToken)
    {
        Progress($"warm-up: {plan.Path}");
        long answered = 0;
        for (var round = 0; round < LongestWarmUp && (round == 0 || answered < WarmRequests); round++)
        {
            answered += (await RunAsync(host, plan with { Seconds = Settings.WarmUp.TotalSeconds }, cancellationToken)).Report.Succeeded;
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
