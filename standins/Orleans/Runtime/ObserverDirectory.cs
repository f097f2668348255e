using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>The objects that grains may call back, by the key of their reference.</summary>
internal sealed class ObserverDirectory
{
    private static readonly GrainType Name = GrainType.Create("sys.client");

    private readonly ConcurrentDictionary<string, IGrainObserver> _observers = new(StringComparer.Ordinal);

    public ObserverDirectory(Engine engine)
    {
        Class = new GrainClass(engine, Name, activation => _observers.GetValueOrDefault(activation.Key) ?? throw Gone(activation.Key));
    }

    public GrainClass Class { get; }

    public void Add(string key, IGrainObserver observer) => _observers[key] = observer;

    /// <summary>Ends a reference; gives its object, or null if there is none.</summary>
    public IGrainObserver? Remove(string key)
    {
        _observers.TryRemove(key, out var observer);
        Class.Find(key)?.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "The object reference was deleted."));
        return observer;
    }

    private static ClientNotAvailableException Gone(string key) => new($"No object is registered under reference {key} any more.");
}
