using System.Diagnostics;
using System.Text.Json;
using FleetActors.Tools;

namespace FleetActors.Bench.Streams;

/// <summary>The process that plays calls, seen from the bench.</summary>
internal sealed class StreamProcess : IDisposable
{
    private readonly Process _process;

    private StreamProcess(Process process) => _process = process;

    public static StreamProcess Start()
    {
        var start = DotnetHost.StartSelf(StreamCommand.Name);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        return new StreamProcess(Process.Start(start) ?? throw new InvalidOperationException("The process that plays calls did not start."));
    }

    /// <param name="measuring">Called when the first frame that counts is sent.</param>
    /// <exception cref="BenchFailureException">The process ended, or no call could be played.</exception>
    public async Task<StreamReport> RunAsync(StreamPlan plan, Action measuring, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(plan).AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        if (await ReadAsync(cancellationToken) != StreamCommand.Measuring)
        {
            throw new BenchFailureException("The process that plays calls does not know what it is told.");
        }

        measuring();
        var report = JsonSerializer.Deserialize<StreamReport>(await ReadAsync(cancellationToken))!;
        return report.Failed < plan.Addresses.Count ? report : throw new BenchFailureException($"No call could be played: {report.FirstFailure}");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task<string> ReadAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new BenchFailureException("The process that plays calls ended too early.");
}
