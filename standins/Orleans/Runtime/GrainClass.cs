using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>A grain class of an engine: how its activations behave, and the directory of those there are.</summary>
internal sealed class GrainClass
{
    private readonly ConcurrentDictionary<string, Activation> _activations = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, WorkerPool> _pools = new(StringComparer.Ordinal);

    private readonly int _maxWorkers;

    public GrainClass(Engine engine, Type type, GrainType grainType)
    {
        Engine = engine;
        Type = type;
        GrainType = grainType;
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute));
        MayInterleave = InterleavePredicate.Find(type);
        CollectionAge = IdleCollector.AgeOf(type, engine.CollectionOptions);
        Constructor = GrainConstructor.Compile(type, engine);
        IsFiltered = engine.Filters.Any || typeof(IIncomingGrainCallFilter).IsAssignableFrom(type);
        _maxWorkers = type.GetCustomAttribute<StatelessWorkerAttribute>()?.MaxLocalWorkers ?? 0;
        QueueLimit = IsStatelessWorker
            ? engine.MessagingOptions.MaxEnqueuedRequestsHardLimit_StatelessWorker
            : engine.MessagingOptions.MaxEnqueuedRequestsHardLimit;
    }

    /// <summary>A class whose objects are made elsewhere and never collected as idle.</summary>
    public GrainClass(Engine engine, GrainType grainType, Func<Activation, object> constructor)
    {
        Engine = engine;
        Type = typeof(object);
        GrainType = grainType;
        Constructor = constructor;
        CollectionAge = int.MaxValue;
    }

    public Engine Engine { get; }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public bool IsReentrant { get; }

    public bool IsStatelessWorker => _maxWorkers > 0;

    /// <summary>The class's own answer to whether a call may run beside others; null for none.</summary>
    public Func<object?, GrainCall, bool>? MayInterleave { get; }

    /// <summary>Whether filters run around its calls.</summary>
    public bool IsFiltered { get; }

    /// <summary>How long an activation may lie idle, in ticks of the collector.</summary>
    public int CollectionAge { get; }

    /// <summary>How many calls may wait for one activation; 0 for no limit.</summary>
    public int QueueLimit { get; }

    /// <summary>Makes the grain object of an activation.</summary>
    public Func<Activation, object> Constructor { get; }

    /// <summary>All activations there are; those that come or go meanwhile may be missed.</summary>
    public IEnumerable<Activation> Activations => IsStatelessWorker
        ? _pools.SelectMany(pair => pair.Value.Workers)
        : _activations.Select(pair => pair.Value);

    /// <summary>The activation of the key if there is one that can take a call.</summary>
    public Activation? Find(string key) => _activations.GetValueOrDefault(key);

    /// <summary>Hands the call to the activation of its key, made if there is none. Gives that activation, for the next call.</summary>
    public Activation? Post(string key, GrainCall call)
    {
        if (IsStatelessWorker)
        {
            Pool(key).Post(call);
            return null;
        }

        while (true)
        {
            if (!_activations.TryGetValue(key, out var activation))
            {
                if (!Engine.MayActivate)
                {
                    call.Fail(CallFailures.Stopping(call));
                    return null;
                }

                activation = _activations.GetOrAdd(key, static (newKey, self) => new Activation(self, newKey), this);
            }

            if (activation.TryPost(call))
            {
                return activation;
            }
        }
    }

    public void Remove(Activation activation) => _activations.TryRemove(KeyValuePair.Create(activation.Key, activation));

    private WorkerPool Pool(string key)
        => _pools.TryGetValue(key, out var pool) ? pool : _pools.GetOrAdd(key, static (newKey, self) => new WorkerPool(self, newKey, self._maxWorkers), this);
}
