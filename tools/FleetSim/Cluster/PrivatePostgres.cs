using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using FleetActors.FleetSim.Server;

namespace FleetActors.FleetSim.Cluster;

/// <summary>
/// A PostgreSQL server of the cluster's own, from the machine's programs, with its files in the data folder and a port of 127.0.0.1. PostgreSQL refuses to run
/// as root, so there it runs as the user that its package made, or as nobody. One that a killed run left behind is used again.
/// </summary>
internal sealed class PrivatePostgres(string folder) : IAsyncDisposable
{
    private const string Debian = "/usr/lib/postgresql";
    private const string User = "fleet";
    private const string DatabaseName = "fleet";
    private const int PortLine = 3;
    private const string Separator = "\t";

    private readonly string _data = Path.Combine(folder, "data");
    private readonly string _binaries = FindBinaries();
    private readonly string? _owner = Environment.UserName == "root" ? UnprivilegedUser() : null;
    private string _password = "";

    private string PidFile => Path.Combine(_data, "postmaster.pid");

    /// <summary>Where it listens.</summary>
    public int Port { get; private set; }

    /// <summary>For <c>DATABASE_URL</c>. Patient: a small machine that starts all processes at once is slow for a while.</summary>
    public string ConnectionString => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Database={DatabaseName};Username={User};Password={_password};Timeout=30");

    /// <summary>Makes the database where there is none, and starts the server.</summary>
    /// <exception cref="ServerFailureException">It does not come up; the message has PostgreSQL's own words.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var passwordFile = Path.Combine(folder, "password");
        var isNew = !File.Exists(Path.Combine(_data, "PG_VERSION"));
        if (isNew)
        {
            _password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            await File.WriteAllTextAsync(passwordFile, _password, cancellationToken);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(passwordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            await HandOverAsync(cancellationToken);
            await RunAsync("initdb", ["-D", _data, "-U", User, "-A", "scram-sha-256", $"--pwfile={passwordFile}", "--encoding=UTF8", "--locale=C.UTF-8"], cancellationToken);
        }

        _password = (await File.ReadAllTextAsync(passwordFile, cancellationToken)).Trim();
        if (await RunningPortAsync(cancellationToken) is { } running)
        {
            Port = running;
        }
        else
        {
            Port = FreePorts.Take(1)[0];
            await LaunchAsync(cancellationToken);
        }

        if (isNew)
        {
            await RunAsync("createdb", ["-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", User, DatabaseName], cancellationToken);
        }
    }

    /// <summary>Ends the server without its consent, as a power cut would: whoever is connected loses the connection.</summary>
    public Task CrashAsync(CancellationToken cancellationToken) => RunAsync("pg_ctl", ["-D", _data, "-s", "-w", "-m", "immediate", "stop"], cancellationToken);

    /// <summary>Starts it again on the same port.</summary>
    public Task LaunchAsync(CancellationToken cancellationToken)
    {
        var options = string.Create(CultureInfo.InvariantCulture, $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200");
        return RunAsync("pg_ctl", ["-D", _data, "-s", "-w", "-l", Path.Combine(folder, "server.log"), "-o", options, "start"], cancellationToken);
    }

    /// <summary>The server's first process; null while it is down.</summary>
    public int? Pid => int.TryParse(File.Exists(PidFile) ? File.ReadLines(PidFile).FirstOrDefault() : null, CultureInfo.InvariantCulture, out var pid) ? pid : null;

    /// <summary>Runs a statement with <c>psql</c>.</summary>
    /// <returns>The rows, their columns apart.</returns>
    /// <exception cref="ServerFailureException">It fails.</exception>
    public async Task<IReadOnlyList<string[]>> QueryAsync(string sql, CancellationToken cancellationToken)
    {
        string[] arguments = ["-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", User, "-d", DatabaseName, "-v", "ON_ERROR_STOP=1", "-X", "-q", "-A", "-t", "-F", Separator, "-c", sql];
        var words = await RunAsync("psql", arguments, cancellationToken);
        return [.. words.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static row => row.Split(Separator))];
    }

    public async ValueTask DisposeAsync()
    {
        if (Port != 0)
        {
            await RunAsync("pg_ctl", ["-D", _data, "-s", "-w", "-m", "fast", "stop"], CancellationToken.None);
        }
    }

    private async Task<int?> RunningPortAsync(CancellationToken cancellationToken)
    {
        var (exit, _) = await TryAsync("pg_ctl", ["-D", _data, "-s", "status"], cancellationToken);
        return exit == 0 && int.TryParse(File.ReadLines(PidFile).ElementAtOrDefault(PortLine), CultureInfo.InvariantCulture, out var port) ? port : null;
    }

    private async Task HandOverAsync(CancellationToken cancellationToken)
    {
        if (_owner is not null)
        {
            using var chown = Process.Start("chown", ["-R", _owner, folder]);
            await chown.WaitForExitAsync(cancellationToken);
        }
    }

    private async Task<string> RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var (exit, words) = await TryAsync(program, arguments, cancellationToken);
        if (exit != 0)
        {
            throw new ServerFailureException($"PostgreSQL in {folder} cannot be used, {program} said: {words.Trim()}");
        }

        return words;
    }

    private async Task<(int Exit, string Words)> TryAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        string[] command = [Path.Combine(_binaries, program), .. arguments];
        command = _owner is null ? command : ["runuser", "-u", _owner, "--", .. command];

        // The server would inherit a pipe and keep it open for as long as it lives; a file can be left to it.
        var words = Path.Combine(folder, "control.log");
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "out=$1; shift; exec \"$@\" >\"$out\" 2>&1 </dev/null", "sh", words, .. command])
        {
            Environment = { ["PGPASSWORD"] = _password, ["LC_ALL"] = "C.UTF-8" },
            WorkingDirectory = "/",
        })!;
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await File.ReadAllTextAsync(words, cancellationToken));
    }

    private static string FindBinaries()
    {
        var debian = Directory.Exists(Debian)
            ? Directory.EnumerateDirectories(Debian).OrderByDescending(static version => double.TryParse(Path.GetFileName(version), CultureInfo.InvariantCulture, out var number) ? number : 0)
            : Enumerable.Empty<string>();
        return debian.Select(static version => Path.Combine(version, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(static bin => File.Exists(Path.Combine(bin, "initdb")))
            ?? throw new ServerFailureException("PostgreSQL's programs are not on this machine (Debian: apt-get install postgresql).");
    }

    private static string UnprivilegedUser() =>
        File.ReadLines("/etc/passwd").Any(static line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";
}
