using FleetActors.Bench.Hosting;
using FleetActors.Bench.Loading;

namespace FleetActors.Bench;

/// <summary>What the rows share.</summary>
/// <param name="Directory">On the disk that is measured; emptied at the end.</param>
/// <param name="Progress">Tells the person at the terminal what is going on.</param>
internal sealed record BenchContext(BenchSettings Settings, LoadProcess Load, string Directory, Action<string> Progress)
{
    /// <summary>A fresh server, so that no row feels what another left behind.</summary>
    public Task<HostProcess> StartHostAsync(CancellationToken cancellationToken) => HostProcess.StartAsync(Directory, cancellationToken);

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
