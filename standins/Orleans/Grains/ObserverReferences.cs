using System.Runtime.CompilerServices;
using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// Plain objects that grains may call back, each behind an activation of its own, so that its calls come one at a time.
/// They are held until their reference is deleted; the real packages hold them weakly, so callers must keep them alive.
/// </summary>
internal sealed class ObserverReferences(CallOrigin origin)
{
    private readonly ConditionalWeakTable<IGrainObserver, string> _keys = [];

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

    public void Remove(IGrainObserver reference)
    {
        if (reference is not GrainReference)
        {
            throw new ArgumentException("Argument reference is not a grain reference.", nameof(reference));
        }

        if (origin.Engine.Observers.Remove(reference.GetGrainId().Key.Text) is not { } observer)
        {
            throw new ArgumentException("Reference is not associated with a local object.", nameof(reference));
        }

        _keys.Remove(observer);
    }
}
