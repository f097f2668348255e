using System.Globalization;
using System.Net.Sockets;
using FleetActors.FleetSim.Server;

namespace FleetActors.FleetSim.Cluster;

/// <summary>All processes of the cluster: started in order, watched, started again when one dies, ended together.</summary>
internal sealed class ClusterSite(ClusterOptions options, StatusBoard board, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RestartWait = TimeSpan.FromSeconds(2);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly PrivatePostgres _postgres = new(Path.Combine(options.DataDirectory, "postgres"));
    private readonly List<Member> _members = [];
    private readonly string _logs = Path.Combine(options.DataDirectory, "cluster");

    /// <summary>Where the fronts answer.</summary>
    public IReadOnlyList<Uri> FrontUrls => [.. Named("front").Select(static front => new Uri(front.Address))];

    /// <summary>Where the sandbox answers, when it is a process of its own.</summary>
    public Uri SandboxUrl => new(Named("sandbox").Single().Address);

    /// <summary>The database of all.</summary>
    public PrivatePostgres Database => _postgres;

    /// <summary>Who has grains in memory: the silos, or the one server.</summary>
    public IReadOnlyList<Member> GrainHosts => [.. Named(options.IsSingle ? "front" : "silo")];

    /// <summary>The processes of the product itself: silos and fronts.</summary>
    public IReadOnlyList<Member> Measured => [.. Named("silo"), .. Named("front")];

    /// <summary>Starts everything and waits until it is ready.</summary>
    /// <exception cref="ServerFailureException">Something does not come up.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_logs);
        board.Title();
        board.Row("postgres", null, "", "starting");
        await _postgres.StartAsync(cancellationToken);
        board.Row("postgres", null, $"127.0.0.1:{_postgres.Port}", "ready");

        var settings = new MemberSettings(options, _postgres.ConnectionString);
        if ((!options.IsSingle || options.IsTrial) && MemberSettings.NeedsSandbox)
        {
            var sandbox = settings.Sandbox(_logs);
            Launch(sandbox);
            settings.PublicKeyLine = await sandbox.KeyLine.WaitAsync(StartLimit, clock, cancellationToken);
            board.Row(sandbox.Name, sandbox.Pid, sandbox.Address, "ready");
        }

        // All at once: the first to come makes the tables, the others wait for it.
        var members = (options.IsSingle ? [settings.Single(_logs)] : settings.SilosAndFronts(_logs)).ToList();
        members.ForEach(Launch);
        await Task.WhenAll(members.Select(member => UntilReadyAsync(member, cancellationToken)));
        board.Say("");
        board.Say($"Everything is up. Fronts: {string.Join(", ", Named("front").Select(static front => front.Address))}; logs in {_logs}; Ctrl-C ends all.");
    }

    /// <summary>Starts again what dies, until cancelled.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Look, clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            foreach (var member in _members.Where(member => member.ExitCode is not null).ToList())
            {
                board.Row(member.Name, member.Pid, member.Address, $"ended with {member.ExitCode}; it is started again");
                await Task.Delay(RestartWait, clock, cancellationToken);
                member.Start();
                _ = UntilReadyAsync(member, cancellationToken);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        board.Say("");

        // From the outside in: nobody asks for what is gone already.
        foreach (var kind in _members.AsEnumerable().Reverse().GroupBy(member => member.Name.Split('-')[0]))
        {
            await Task.WhenAll(kind.Select(async member =>
            {
                await member.DisposeAsync();
                board.Row(member.Name, null, member.Address, "ended");
            }));
        }

        await _postgres.DisposeAsync();
        board.Row("postgres", null, "", "ended");
        _http.Dispose();
    }

    private IEnumerable<Member> Named(string kind) => _members.Where(member => member.Name.Split('-')[0] == kind);

    private void Launch(Member member)
    {
        _members.Add(member);
        member.Start();
        board.Row(member.Name, member.Pid, member.Address, "starting");
    }

    private async Task UntilReadyAsync(Member member, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        using var timer = new PeriodicTimer(Look, clock);
        while (!await IsReadyAsync(member, cancellationToken))
        {
            if (member.ExitCode is { } code)
            {
                throw new ServerFailureException($"{member.Name} ended with {code}; its log {member.LogFile} ends:{Environment.NewLine}{member.LastWords()}");
            }

            if (clock.GetElapsedTime(started) > StartLimit)
            {
                throw new ServerFailureException($"{member.Name} was not ready within {StartLimit.TotalSeconds:0} s; its log is {member.LogFile}.");
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }

        board.Row(member.Name, member.Pid, member.Address, string.Create(CultureInfo.InvariantCulture, $"ready after {clock.GetElapsedTime(started).TotalSeconds:0.0} s"));
    }

    private async Task<bool> IsReadyAsync(Member member, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(member.HealthUrl, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
