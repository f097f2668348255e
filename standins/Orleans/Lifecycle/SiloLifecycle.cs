using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>Stages of a silo. Observers of one stage start together; the next stage waits for all of them.</summary>
internal sealed partial class SiloLifecycle(ILogger<SiloLifecycle> logger) : ISiloLifecycleSubject
{
    private readonly List<StageObserver> _observers = [];

    public int HighestCompletedStage { get; private set; } = int.MinValue;

    public int LowestStoppedStage { get; private set; } = int.MaxValue;

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

    public async Task OnStart(CancellationToken cancellationToken = default)
    {
        foreach (var stage in Stages().OrderBy(stage => stage.Key))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAll(stage.Select(entry =>
            {
                entry.IsStarted = true;
                return entry.Observer.OnStart(cancellationToken);
            }));
            HighestCompletedStage = stage.Key;
        }
    }

    public async Task OnStop(CancellationToken cancellationToken = default)
    {
        foreach (var stage in Stages().OrderByDescending(stage => stage.Key))
        {
            await Task.WhenAll(stage.Where(entry => entry.IsStarted).Select(entry => StopAsync(entry, cancellationToken)));
            LowestStoppedStage = stage.Key;
        }
    }

    private async Task StopAsync(StageObserver entry, CancellationToken cancellationToken)
    {
        try
        {
            await entry.Observer.OnStop(cancellationToken);
        }
#pragma warning disable CA1031 // One that fails to stop must not keep the others from stopping.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogStopFailed(exception, entry.Name, entry.Stage);
        }
    }

    private ILookup<int, StageObserver> Stages()
    {
        lock (_observers)
        {
            return _observers.ToLookup(entry => entry.Stage);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "{Observer} failed to stop at stage {Stage}; the stop goes on")]
    private partial void LogStopFailed(Exception exception, string observer, int stage);
}
