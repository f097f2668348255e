namespace FleetActors.StandIns.Grains;

public interface IStateGrain : IGrainWithStringKey
{
    Task<int> Add(int amount);

    Task<int> Total();

    Task Clear();

    Task Reload();

    /// <summary>Changes the state without writing it.</summary>
    Task Scribble(int total);

    Task<(bool Exists, string? Etag)> Record();

    /// <summary>The total that <c>OnActivateAsync</c> saw.</summary>
    Task<int> TotalAtActivation();

    /// <summary>Writes several times without waiting in between; gives the stored total.</summary>
    Task<int> WriteTogether(int times);

    Task<string> Instance();

    Task<bool> TouchElsewhere();

    Task End();
}

[GenerateSerializer, Alias("standins.counter-state")]
public sealed class CounterState
{
    [Id(0)]
    public int Total { get; set; }

    [Id(1)]
    public List<int> Amounts { get; set; } = [];
}

public sealed class StateGrain(
    [PersistentState("counter", "tests")] IPersistentState<CounterState> state,
    [PersistentState("journal", "tests")] IPersistentState<CounterState> journal) : Grain, IStateGrain
{
    private readonly string _instance = Guid.NewGuid().ToString("N");

    private int _atActivation;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _atActivation = state.State.Total;
        return Task.CompletedTask;
    }

    public async Task<int> Add(int amount)
    {
        state.State.Total += amount;
        await state.WriteStateAsync();
        journal.State.Amounts.Add(amount);
        await journal.WriteStateAsync();
        return state.State.Total;
    }

    public Task<int> Total() => Task.FromResult(state.State.Total);

    public Task Clear() => state.ClearStateAsync();

    public Task Reload() => state.ReadStateAsync();

    public Task Scribble(int total)
    {
        state.State = new CounterState { Total = total };
        return Task.CompletedTask;
    }

    public Task<(bool Exists, string? Etag)> Record() => Task.FromResult((state.RecordExists, state.Etag));

    public Task<int> TotalAtActivation() => Task.FromResult(_atActivation);

    public async Task<int> WriteTogether(int times)
    {
        var writes = new List<Task>();
        for (var i = 0; i < times; i++)
        {
            state.State.Total++;
            writes.Add(state.WriteStateAsync());
        }

        await Task.WhenAll(writes);
        await state.ReadStateAsync();
        return state.State.Total;
    }

    public Task<string> Instance() => Task.FromResult(_instance);

    public async Task<bool> TouchElsewhere() => await Task.Run(() =>
    {
        try
        {
            return state.State.Total >= 0;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    });

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
