namespace FleetActors.StandIns.Grains;

/// <summary>Steps that let a test see which turns run beside which.</summary>
public interface ITurnGrain : IGrainWithStringKey
{
    /// <summary>Says that it runs, waits for the test's signal, and says that it has ended.</summary>
    Task Step(string name);

    [AlwaysInterleave]
    Task InterleavingStep(string name);

    [ReadOnly]
    Task ReadingStep(string name);

    /// <summary>Many awaits; gives the highest number of threads seen at once in the grain.</summary>
    Task<int> Crowd(int rounds);
}

/// <summary>The same in a class whose turns interleave.</summary>
public interface IReentrantTurnGrain : ITurnGrain;

public abstract class TurnGrainBase : Grain
{
    private int _inside;

    private int _most;

    private int _steps;

    public Task InterleavingStep(string name) => Step(name);

    public Task ReadingStep(string name) => Step(name);

    public async Task Step(string name)
    {
        _steps++;
        Signals.Set($"{name} runs");
        await Signals.Of($"{name} may end");
        Signals.Set($"{name} has ended");
    }

    public async Task<int> Crowd(int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            _most = Math.Max(_most, Interlocked.Increment(ref _inside));
            Thread.SpinWait(50);
            Interlocked.Decrement(ref _inside);
            await Task.Yield();
        }

        return _most;
    }
}

public sealed class TurnGrain : TurnGrainBase, ITurnGrain;

[Reentrant]
public sealed class ReentrantTurnGrain : TurnGrainBase, IReentrantTurnGrain;
