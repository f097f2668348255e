using Microsoft.Extensions.DependencyInjection;

namespace FleetActors.StandIns.Grains;

public interface IActivationGrain : IGrainWithStringKey
{
    /// <summary>Identity of the activation.</summary>
    Task<string> Instance();

    Task End();

    /// <summary>Asks to end and goes on until the signal.</summary>
    Task EndAndWait(string signal);

    Task<int> CallsBeforeActivation();

    Task<IReadOnlyList<string>> Services();

    Task<string> Note(string line);
}

public sealed class ActivationGrain(
    Greeting greeting, [FromKeyedServices("formal")] Greeting formal, Notebook notebook, IGrainContext context) : Grain, IActivationGrain
{
    private readonly string _instance = Guid.NewGuid().ToString("N");

    private bool _isActivated;

    private int _early;

    private string Key => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (Key.StartsWith("failing", StringComparison.Ordinal) && !Signals.IsSet($"{Key} may live"))
        {
            Signals.Log(Key, "refused");
            throw new RefusedActivationException($"{Key} may not live yet");
        }

        if (Key.StartsWith("slow", StringComparison.Ordinal))
        {
            Signals.Set($"{Key} activates");
            await Signals.Of($"{Key} may live");
        }

        Signals.Log(Key, $"activated {_instance}");
        _isActivated = true;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Signals.Set($"{Key} deactivates");
        if (Key.StartsWith("lingering", StringComparison.Ordinal))
        {
            await Signals.Of($"{Key} may end");
        }

        Signals.Log(Key, $"deactivated {_instance} {reason.ReasonCode}");
    }

    public Task<string> Instance()
    {
        _early += _isActivated ? 0 : 1;
        return Task.FromResult(_instance);
    }

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task EndAndWait(string signal)
    {
        DeactivateOnIdle();
        Signals.Set($"{signal} asked");
        await Signals.Of(signal);
        Signals.Log(Key, "turn ended");
    }

    public Task<int> CallsBeforeActivation() => Task.FromResult(_early);

    public Task<IReadOnlyList<string>> Services()
        => Task.FromResult<IReadOnlyList<string>>([greeting.Text, formal.Text, context.GrainId.ToString()]);

    public Task<string> Note(string line)
    {
        notebook.Lines.Add(line);
        return Task.FromResult(string.Join(",", notebook.Lines));
    }
}

[GenerateSerializer, Alias("standins.refused-activation")]
public sealed class RefusedActivationException(string message) : Exception(message);

public interface IIntegerGrain : IGrainWithIntegerKey
{
    Task<string> Id();
}

public interface IGuidGrain : IGrainWithGuidKey
{
    Task<string> Id();
}

public interface ICompoundGrain : IGrainWithIntegerCompoundKey
{
    Task<string> Id();
}

public sealed class IntegerGrain : Grain, IIntegerGrain
{
    public Task<string> Id() => Task.FromResult($"{this.GetGrainId()} {this.GetPrimaryKeyLong()}");
}

[GrainType("standins.guid")]
public sealed class GuidGrain : Grain, IGuidGrain
{
    public Task<string> Id() => Task.FromResult($"{this.GetGrainId()} {this.GetPrimaryKey()}");
}

public sealed class CompoundGrain : Grain, ICompoundGrain
{
    public Task<string> Id()
    {
        var key = this.GetPrimaryKeyLong(out var extension);
        return Task.FromResult($"{this.GetGrainId()} {key} {extension}");
    }
}
