namespace FleetActors.StandIns.Grains;

public interface IHostGrain : IGrainWithStringKey
{
    Task Touch();

    Task Delay(TimeSpan span);

    Task Hold(string signal);
}

public sealed class HostGrain : Grain, IHostGrain
{
    private string Key => this.GetPrimaryKeyString();

    public Task Touch() => Task.CompletedTask;

    public Task Delay(TimeSpan span)
    {
        DelayDeactivation(span);
        return Task.CompletedTask;
    }

    public async Task Hold(string signal)
    {
        Signals.Set($"{signal} holds");
        await Signals.Of(signal);
        Signals.Log(Key, "turn ended");
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Signals.Log(Key, "activated");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Signals.Log(Key, reason.ReasonCode.ToString());
        Signals.Set($"{Key} {reason.ReasonCode}");
        return Task.CompletedTask;
    }
}

[KeepAlive]
public sealed class KeptGrain : Grain, IKeptGrain
{
    public Task Touch() => Task.CompletedTask;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Signals.Set($"{this.GetPrimaryKeyString()} {reason.ReasonCode}");
        return Task.CompletedTask;
    }
}

public interface IKeptGrain : IGrainWithStringKey
{
    Task Touch();
}
