using Orleans.Placement;

namespace Orleans.Concurrency;

/// <summary>Several activations of one key may run side by side; which one a call reaches is not defined.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute : PlacementAttribute
{
    /// <summary>At most one activation per processor.</summary>
    public StatelessWorkerAttribute()
    {
        MaxLocalWorkers = Environment.ProcessorCount;
    }

    /// <summary>At most <paramref name="maxLocalWorkers"/> activations.</summary>
    public StatelessWorkerAttribute(int maxLocalWorkers)
    {
        MaxLocalWorkers = maxLocalWorkers > 0 ? maxLocalWorkers : Environment.ProcessorCount;
    }

    /// <summary>At most <paramref name="maxLocalWorkers"/> activations; surplus idle ones are always collected like any idle activation here.</summary>
    public StatelessWorkerAttribute(int maxLocalWorkers, bool removeIdleWorkers)
        : this(maxLocalWorkers)
    {
        RemoveIdleWorkers = removeIdleWorkers;
    }

    internal int MaxLocalWorkers { get; }

    internal bool RemoveIdleWorkers { get; } = true;
}
