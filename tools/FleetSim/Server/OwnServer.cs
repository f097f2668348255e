using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using FleetActors.Tools;

namespace FleetActors.FleetSim.Server;

/// <summary>
/// A web front started for the simulation alone: a child process on a free loopback port, with the sandbox for a telephone provider and its data in a
/// new temporary folder. Disposing ends it; the folder goes too, unless <see cref="KeepData"/> is set.
/// </summary>
internal sealed partial class OwnServer : IAsyncDisposable
{
    private const int KeptLogLines = 2000;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly Queue<string> _log = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private OwnServer(Process process, string dataDirectory)
    {
        _process = process;
        DataDirectory = dataDirectory;
    }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>Its database and, once it failed, its log.</summary>
    public string DataDirectory { get; }

    /// <summary>Leave the folder behind, with the log in it.</summary>
    public bool KeepData { get; set; }

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="settings">Settings on top of those that make it the simulation's own.</param>
    /// <exception cref="ServerFailureException">It is not built, or does not come up.</exception>
    public static async Task<OwnServer> StartAsync(
        IReadOnlyDictionary<string, string> settings, TimeProvider clock, CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("fleetsim-").FullName;
        var server = new OwnServer(new Process { StartInfo = StartInfo(data, settings) }, data);
        try
        {
            server.Launch();
            server.Url = await server._listening.Task.WaitAsync(StartLimit, clock, cancellationToken);
            return server;
        }
        catch (Exception exception)
        {
            server.KeepData = exception is not OperationCanceledException;
            await server.DisposeAsync();
            throw exception is TimeoutException
                ? new ServerFailureException($"The web front did not say within {StartLimit.TotalSeconds} s where it listens; its log is {server.LogFile}.", exception)
                : exception;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            Signals.Terminate(_process);
            using var limit = new CancellationTokenSource(StopLimit);
            try
            {
                await _process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        if (KeepData)
        {
            await File.WriteAllLinesAsync(LogFile, LogLines());
        }
        else
        {
            Directory.Delete(DataDirectory, recursive: true);
        }

        _process.Dispose();
    }

    /// <summary>The end of what it printed; written when the data is kept.</summary>
    public string LogFile => Path.Combine(DataDirectory, "server.log");

    private bool IsRunning
    {
        get
        {
            try
            {
                return !_process.HasExited;
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }
    }

    private static ProcessStartInfo StartInfo(string data, IReadOnlyDictionary<string, string> settings)
    {
        var start = DotnetHost.Start(FindProgram());
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;

        // Away from the repository, so that nobody's .env turns the story into real phone calls.
        start.WorkingDirectory = data;
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["HOST"] = "127.0.0.1";
        start.Environment["PORT"] = "0";
        start.Environment["DATA_DIR"] = data;
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    // What the person at the terminal has set for their own server must not leak into this one.
    private static bool IsSetting(string name) =>
        name is "API_KEYS" or "CONNECTION_ID"
        || name.EndsWith("_NUMBER", StringComparison.Ordinal)
        || name.StartsWith("TELNYX_", StringComparison.Ordinal)
        || name.StartsWith("DEEPGRAM_", StringComparison.Ordinal)
        || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)
        || name.Contains("__", StringComparison.Ordinal);

    private static string FindProgram()
    {
        var configuration = typeof(OwnServer).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Release";
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var program = Path.Combine(folder.FullName, "src", "WebFront", "bin", configuration, "net10.0", "FleetActors.WebFront.dll");
            if (File.Exists(program))
            {
                return program;
            }
        }

        throw new ServerFailureException($"The web front is not built: run dotnet build -c {configuration} src/WebFront.");
    }

    private void Launch()
    {
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => _listening.TrySetException(
            new ServerFailureException($"The web front ended with code {_process.ExitCode} before it listened; its log is {LogFile}."));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_log)
        {
            _log.Enqueue(line);
            if (_log.Count > KeptLogLines)
            {
                _log.Dequeue();
            }
        }

        if (ListeningLine().Match(line) is { Success: true } match)
        {
            _listening.TrySetResult(new Uri(match.Groups[1].Value));
        }
    }

    private string[] LogLines()
    {
        lock (_log)
        {
            return [.. _log];
        }
    }

    [GeneratedRegex(@"Listening on (http://\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex ListeningLine();
}
