using System.Diagnostics;
using System.Text.Json;
using FleetActors.Tools;

namespace FleetActors.Bench.Loading;

/// <summary>The load process, seen from the bench. One load at a time.</summary>
internal sealed class LoadProcess : IDisposable
{
    private readonly Process _process;

    private LoadProcess(Process process) => _process = process;

    public static LoadProcess Start()
    {
        var start = DotnetHost.StartSelf(LoadCommand.Name);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;

        // Making load is short work after every answer: doing it on the thread that was told of the answer leaves the server the most processor.
        start.Environment["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1";
        start.Environment["DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT"] = "1";
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        return new LoadProcess(Process.Start(start) ?? throw new InvalidOperationException("The load process did not start."));
    }

    /// <exception cref="BenchFailureException">The process ended, or every request failed.</exception>
    public async Task<LoadReport> RunAsync(LoadPlan plan, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(plan).AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        var line = await _process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new BenchFailureException("The load process ended in the middle of a load.");
        var report = JsonSerializer.Deserialize<LoadReport>(line)!;
        return report.Succeeded > 0
            ? report
            : throw new BenchFailureException($"No request to {plan.Path} succeeded; the first answer was: {report.FirstFailure}");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
