using System.Runtime.InteropServices;
using FleetActors.Bench.Hosting;

namespace FleetActors.Bench.Reporting;

/// <summary>Where the figures come from.</summary>
/// <param name="LoadAverage">Of the machine before the bench began: what others were doing to it. Null where it cannot be told.</param>
internal sealed record BenchEnvironment(
    string Runtime, string System, int Processors, string? LoadAverage, string Orleans, bool ServerGc, bool Quick)
{
    private const string LoadFile = "/proc/loadavg";

    public static string? CurrentLoad() => File.Exists(LoadFile) ? string.Join(' ', File.ReadAllText(LoadFile).Split(' ').Take(3)) : null;

    public static BenchEnvironment Of(HostReady host, string? loadBefore, bool quick) => new(
        RuntimeInformation.FrameworkDescription,
        RuntimeInformation.RuntimeIdentifier,
        Environment.ProcessorCount,
        loadBefore,
        host.Orleans,
        host.ServerGc,
        quick);
}
