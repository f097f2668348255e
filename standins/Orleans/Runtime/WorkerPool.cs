namespace Orleans.Runtime;

/// <summary>The stateless workers of one key. A call goes to a free worker, else to a new one while there may be more, else it waits for any.</summary>
internal sealed class WorkerPool(GrainClass grainClass, string key, int maxWorkers)
{
    private readonly Queue<GrainCall> _waiting = new();

    private Activation[] _workers = [];

    public bool HasWaiting
    {
        get
        {
            lock (_waiting)
            {
                return _waiting.Count > 0;
            }
        }
    }

    public IReadOnlyList<Activation> Workers => Volatile.Read(ref _workers);

    public void Post(GrainCall call)
    {
        foreach (var worker in Workers)
        {
            if (worker.TryPostIfFree(call))
            {
                return;
            }
        }

        Activation? added = null;
        lock (_waiting)
        {
            if (_workers.Length < maxWorkers && grainClass.Engine.MayActivate)
            {
                added = new Activation(grainClass, key) { Pool = this };
                Volatile.Write(ref _workers, [.. _workers, added]);
            }
            else if (_workers.Length == 0)
            {
                call.Fail(CallFailures.Stopping(call));
                return;
            }
            else
            {
                _waiting.Enqueue(call);
            }
        }

        if (added is not null)
        {
            added.TryPost(call);
            return;
        }

        // One may have become free before the call was in the queue.
        foreach (var worker in Workers)
        {
            worker.WakeIfFree();
        }
    }

    /// <summary>The next call for a free worker, or null.</summary>
    public GrainCall? TryTake()
    {
        lock (_waiting)
        {
            while (_waiting.TryDequeue(out var call))
            {
                if (!call.IsAnswered)
                {
                    return call;
                }
            }

            return null;
        }
    }

    public void Remove(Activation worker)
    {
        GrainCall[] orphans = [];
        lock (_waiting)
        {
            Volatile.Write(ref _workers, [.. _workers.Where(other => !ReferenceEquals(other, worker))]);
            if (_workers.Length == 0)
            {
                orphans = [.. _waiting];
                _waiting.Clear();
            }
        }

        foreach (var call in orphans)
        {
            Post(call);
        }
    }
}
