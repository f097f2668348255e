namespace FleetActors.StandIns.Grains;

public interface IWorkerGrain : IGrainWithIntegerKey
{
    /// <summary>Says that it runs and waits; gives the worker's identity.</summary>
    Task<string> Work(string name);
}

[StatelessWorker(2)]
public sealed class WorkerGrain : Grain, IWorkerGrain
{
    private readonly string _instance = Guid.NewGuid().ToString("N");

    public async Task<string> Work(string name)
    {
        Signals.Set($"{name} runs");
        await Signals.Of($"{name} may end");
        return _instance;
    }
}
