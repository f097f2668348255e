namespace Orleans.Runtime;

/// <summary>A subscription to a stage.</summary>
internal sealed class StageObserver(List<StageObserver> all, string name, int stage, ILifecycleObserver observer) : IDisposable
{
    public string Name { get; } = name;

    public int Stage { get; } = stage;

    public ILifecycleObserver Observer { get; } = observer;

    public bool IsStarted { get; set; }

    public void Dispose()
    {
        lock (all)
        {
            all.Remove(this);
        }
    }
}
