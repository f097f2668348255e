namespace Orleans.Runtime;

/// <summary>Stages of one activation, for code that subscribed to them.</summary>
internal sealed class GrainLifecycle : IGrainLifecycle
{
    private readonly List<StageObserver> _observers = [];

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var entry = new StageObserver(_observers, observerName, stage, observer);
        lock (_observers)
        {
            _observers.Add(entry);
        }

        return entry;
    }

    /// <summary>Starts the stages after one up to and with another, lowest first.</summary>
    public async Task StartAsync(int after, int upTo, CancellationToken cancellationToken)
    {
        foreach (var entry in Snapshot().Where(entry => (entry.Stage > after || after == int.MinValue) && entry.Stage <= upTo).OrderBy(entry => entry.Stage))
        {
            entry.IsStarted = true;
            await entry.Observer.OnStart(cancellationToken);
        }
    }

    /// <summary>Stops what was started, highest first.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var entry in Snapshot().Where(entry => entry.IsStarted).OrderByDescending(entry => entry.Stage))
        {
            await entry.Observer.OnStop(cancellationToken);
        }
    }

    private StageObserver[] Snapshot()
    {
        lock (_observers)
        {
            return [.. _observers];
        }
    }
}
