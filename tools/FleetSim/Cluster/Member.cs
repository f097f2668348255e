using System.Diagnostics;
using System.Text;
using FleetActors.FleetSim.Server;
using FleetActors.Tools;

namespace FleetActors.FleetSim.Cluster;

/// <summary>One process of the cluster: a program with its settings, whose output goes to a file. It can be started again after it died.</summary>
internal sealed class Member(
    string name, string program, IReadOnlyDictionary<string, string> settings, string address, string healthUrl, string folder) : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(25);

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<string> _keyLine = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;
    private StreamWriter? _log;

    public string Name => name;

    /// <summary>Where people or other processes reach it.</summary>
    public string Address => address;

    /// <summary>Answers 200 when it is ready.</summary>
    public Uri HealthUrl { get; } = new(healthUrl);

    public string LogFile => Path.Combine(folder, name + ".log");

    public int? Pid => _process?.Id;

    /// <summary>Port that tells this silo from the others; null for what is no silo.</summary>
    public string? SiloPort => settings.GetValueOrDefault("Cluster__SiloPort");

    /// <summary>The code it ended with; null while it runs.</summary>
    public int? ExitCode => _process is { HasExited: true } ended ? ended.ExitCode : null;

    /// <summary>The sandbox's line with the key that checks its webhooks.</summary>
    public Task<string> KeyLine => _keyLine.Task;

    /// <summary>Starts it, for the first time or again.</summary>
    public void Start()
    {
        _process?.Dispose();
        _log ??= new StreamWriter(new FileStream(LogFile, FileMode.Append, FileAccess.Write, FileShare.Read), Encoding.UTF8) { AutoFlush = true };
        var start = DotnetHost.Start(program);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = folder;
        foreach (var (setting, value) in settings)
        {
            start.Environment[setting] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The last lines of its log, to say why it ended.</summary>
    public string LastWords(int lines = 5) => string.Join(Environment.NewLine, File.ReadLines(LogFile).TakeLast(lines));

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false } running)
        {
            Signals.Terminate(running);
            using var limit = new CancellationTokenSource(StopLimit);
            try
            {
                await running.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                running.Kill(entireProcessTree: true);
            }
        }

        _process?.Dispose();
        lock (_gate)
        {
            _log?.Dispose();
            _log = null;
        }
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (line.StartsWith("TELNYX_PUBLIC_KEY=", StringComparison.Ordinal))
        {
            _keyLine.TrySetResult(line);
        }

        lock (_gate)
        {
            _log?.WriteLine(line);
        }
    }
}
