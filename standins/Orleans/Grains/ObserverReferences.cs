using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// Plain objects that grains may call back, each behind an activation of its own, so that its calls come one at a time.
/// They are held until their reference is deleted; the real packages hold them weakly.
/// </summary>
internal sealed class ObserverReferences(CallOrigin origin)
{
    private readonly ConcurrentDictionary<IGrainObserver, string> _keys = new(ReferenceEqualityComparer.Instance);

    public GrainReference Add(Type interfaceType, IGrainObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        if (observer is GrainReference)
        {
            throw new ArgumentException("Argument obj is already a grain reference.", nameof(observer));
        }

        var key = Guid.NewGuid().ToString("N");
        if (!_keys.TryAdd(observer, key))
        {
            throw new ArgumentException($"Object is already registered with {nameof(IGrainFactory.CreateObjectReference)}.", nameof(observer));
        }

        var observers = origin.Engine.Observers;
        observers.Add(key, observer);
        return GrainProxies.Of(interfaceType)(origin, observers.Class, key);
    }

    public void Remove(IGrainObserver observer)
    {
        if (!_keys.TryRemove(observer, out var key))
        {
            throw new ArgumentException("Reference is not associated with a local object.", nameof(observer));
        }

        origin.Engine.Observers.Remove(key);
    }
}
