using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FleetActors.Tools;

namespace FleetActors.Bench.Hosting;

/// <summary>The process under test, seen from the bench: fresh, with an empty database in a folder of its own.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);
    private readonly Process _process;
    private readonly string _directory;

    private HostProcess(Process process, string directory)
    {
        _process = process;
        _directory = directory;
    }

    public HostReady Ready { get; private set; } = null!;

    /// <summary>Talks to the web front, and by absolute address to the rest.</summary>
    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromMinutes(2) };

    /// <summary>Processor time used so far.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Memory in use.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The database's folder.</summary>
    public string DataDirectory => Path.Combine(_directory, "data");

    public Uri Front(string path) => new($"http://127.0.0.1:{Ready.FrontPort}{path}");

    public Uri Bare(string path) => new($"http://127.0.0.1:{Ready.BarePort}{path}");

    /// <param name="parentDirectory">On the disk that is to be measured.</param>
    /// <exception cref="BenchFailureException">It does not come up.</exception>
    public static async Task<HostProcess> StartAsync(string parentDirectory, CancellationToken cancellationToken)
    {
        var directory = System.IO.Directory.CreateDirectory(Path.Combine(parentDirectory, Path.GetRandomFileName())).FullName;
        var host = new HostProcess(new Process { StartInfo = StartInfo(directory) }, directory);
        host._process.Start();
        try
        {
            await host.WaitUntilReadyAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        System.IO.Directory.Delete(_directory, recursive: true);
    }

    private static ProcessStartInfo StartInfo(string directory)
    {
        var host = DotnetHost.StartSelf(HostCommand.Name, HostCommand.ReadyFileOption, ReadyFile(directory));

        // The host logs as it does for its users, to a file: nothing else may appear between the rows.
        var start = new ProcessStartInfo("sh") { ArgumentList = { "-c", "exec \"$0\" \"$@\" > host.log 2>&1", host.FileName } };
        foreach (var argument in host.ArgumentList)
        {
            start.ArgumentList.Add(argument);
        }

        start.WorkingDirectory = directory;
        foreach (var (name, value) in Settings(directory))
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static Dictionary<string, string?> Settings(string directory) => new()
    {
        ["HOST"] = "127.0.0.1",
        ["PORT"] = "0",
        ["API_KEYS"] = null,
        ["TELNYX_API_KEY"] = null,
        ["DATA_DIR"] = Path.Combine(directory, "data"),

        // The provider's rates would be all that is measured.
        ["Outbound__DialsPerSecond"] = "100000",
        ["Outbound__DialBurst"] = "10000",
        ["Outbound__MessagesPerSecond"] = "100000",
        ["Outbound__MessageBurst"] = "10000",
    };

    private static string ReadyFile(string directory) => Path.Combine(directory, "ready.json");

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (!File.Exists(ReadyFile(_directory)))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(start) > StartLimit)
            {
                throw new BenchFailureException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The host {(_process.HasExited ? $"ended with code {_process.ExitCode}" : $"was not ready after {StartLimit.TotalSeconds} s")}. The end of its log:{Environment.NewLine}{LogEnd()}"));
            }

            await Task.Delay(BetweenLooks, TimeProvider.System, cancellationToken);
        }

        Ready = JsonSerializer.Deserialize<HostReady>(await File.ReadAllTextAsync(ReadyFile(_directory), cancellationToken))!;
    }

    private string LogEnd()
    {
        var log = Path.Combine(_directory, "host.log");
        return File.Exists(log)
            ? string.Join(Environment.NewLine, File.ReadLines(log).Where(line => !line.StartsWith("   at ", StringComparison.Ordinal)).TakeLast(15))
            : "(none)";
    }
}
