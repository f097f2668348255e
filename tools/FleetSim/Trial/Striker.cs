using FleetActors.FleetSim.Cluster;
using FleetActors.FleetSim.Server;

namespace FleetActors.FleetSim.Trial;

/// <summary>Strikes one member after another, or the database. Whoever watches the cluster starts a killed one again.</summary>
internal sealed class Striker(IReadOnlyList<Member> victims, PrivatePostgres database, TrialOptions options, Action<string> say, TimeProvider clock)
{
    private readonly List<Strike> _strikes = [];

    public IReadOnlyList<Strike> Strikes => _strikes;

    /// <summary>Strikes until cancelled; a paused member is always woken again.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            for (var i = 0; options.Strike != StrikeKind.None; i++)
            {
                await Task.Delay(options.StrikeEvery, clock, cancellationToken);
                await (options.Strike == StrikeKind.Database ? StopDatabaseAsync(cancellationToken) : StrikeAsync(victims[i % victims.Count], cancellationToken));
            }
        }
        catch (OperationCanceledException)
        {
            // The trial is over.
        }
    }

    private async Task StopDatabaseAsync(CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        say($"PostgreSQL is stopped for {options.PauseFor.TotalSeconds:0} s");
        await database.CrashAsync(CancellationToken.None);
        try
        {
            await Task.Delay(options.PauseFor, clock, cancellationToken);
        }
        finally
        {
            await database.LaunchAsync(CancellationToken.None);
            say("PostgreSQL is up again");
            _strikes.Add(new Strike("postgres", at, clock.GetUtcNow(), IsHalt: true));
        }
    }

    private async Task StrikeAsync(Member victim, CancellationToken cancellationToken)
    {
        if (victim.Pid is not { } pid || victim.ExitCode is not null)
        {
            say($"{victim.Name} is not up yet and is left alone this time");
            return;
        }

        var at = clock.GetUtcNow();
        if (options.Strike == StrikeKind.Kill)
        {
            say($"kill -KILL {victim.Name} ({pid})");
            Signals.Send(pid, "KILL");
            _strikes.Add(new Strike(victim.Name, at, at));
            return;
        }

        say($"kill -STOP {victim.Name} ({pid}) for {options.PauseFor.TotalSeconds:0} s");
        Signals.Send(pid, "STOP");
        _strikes.Add(new Strike(victim.Name, at, at + options.PauseFor));
        try
        {
            await Task.Delay(options.PauseFor, clock, cancellationToken);
        }
        finally
        {
            say($"kill -CONT {victim.Name} ({pid})");
            Signals.Send(pid, "CONT");
        }
    }
}
