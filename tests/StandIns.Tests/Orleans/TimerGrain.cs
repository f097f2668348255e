namespace FleetActors.StandIns.Grains;

public interface ITimerGrain : IGrainWithStringKey
{
    /// <summary>Starts a timer that logs each tick and does what its name says.</summary>
    Task Start(string name, TimeSpan dueTime, TimeSpan period, bool interleave = false);

    Task Change(string name, TimeSpan dueTime, TimeSpan period);

    Task Stop(string name);

    Task Hold(string signal);

    /// <summary>Comes back once all ticks sent so far have run.</summary>
    Task<int> Ticks();

    Task<string> StartElsewhere();

    Task End();
}

public sealed class TimerGrain(TimeProvider clock) : Grain, ITimerGrain
{
    private readonly Dictionary<string, IGrainTimer> _timers = [];

    private int _ticks;

    private string Key => this.GetPrimaryKeyString();

    public Task Start(string name, TimeSpan dueTime, TimeSpan period, bool interleave = false)
    {
        _timers[name] = this.RegisterGrainTimer(
            TickAsync, name, new GrainTimerCreationOptions(dueTime, period) { Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task Change(string name, TimeSpan dueTime, TimeSpan period)
    {
        _timers[name].Change(dueTime, period);
        return Task.CompletedTask;
    }

    public Task Stop(string name)
    {
        _timers[name].Dispose();
        return Task.CompletedTask;
    }

    public async Task Hold(string signal)
    {
        Signals.Set($"{signal} holds");
        await Signals.Of(signal);
    }

    public Task<int> Ticks() => Task.FromResult(_ticks);

    public async Task<string> StartElsewhere() => await Task.Run(() =>
    {
        try
        {
            this.RegisterGrainTimer(() => Task.CompletedTask, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
            return "started";
        }
#pragma warning disable CA1031 // The real packages and the stand-in throw different types here.
        catch (Exception)
#pragma warning restore CA1031
        {
            return "refused";
        }
    });

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Signals.Set($"{Key} deactivated");
        return Task.CompletedTask;
    }

    private async Task TickAsync(string name, CancellationToken cancellationToken)
    {
        _ticks++;
        Signals.Log(Key, $"{name} {clock.GetUtcNow():HH:mm:ss}");
        Signals.Set($"{Key} {name} tick {_ticks}");
        switch (name)
        {
            case "slow":
                await Signals.Of($"{Key} slow may end {_ticks}");
                Signals.Set($"{Key} slow ended {_ticks}");
                break;
            case "failing":
                throw new InvalidOperationException("A timer that fails goes on.");
            case "changing":
                _timers[name].Change(TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
                break;
            case "stopping":
                _timers[name].Dispose();
                break;
            default:
                break;
        }
    }
}
