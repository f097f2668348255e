namespace Orleans.Runtime;

/// <summary>Running code of the grain, one thread at a time.</summary>
internal sealed partial class Activation : IThreadPoolWorkItem
{
    /// <summary>After so many pieces of work the thread goes to others that wait for it.</summary>
    private const int Quantum = 64;

    // A thread runs code of this activation, or one is on its way to do so.
    private bool _executing;

    // Work waiting to run; nearly always one piece at a time, so the queue is made only for more.
    private Task? _nextTask;

    private Queue<Task>? _furtherTasks;

    public override int MaximumConcurrencyLevel => 1;

    void IThreadPoolWorkItem.Execute()
    {
        var thread = TurnThread.Current;
        var previous = thread.Enter(this);
        try
        {
            if (Work())
            {
                return;
            }
        }
        finally
        {
            thread.Leave(previous);
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    protected override void QueueTask(Task task)
    {
        lock (this)
        {
            if (_nextTask is null)
            {
                _nextTask = task;
            }
            else
            {
                (_furtherTasks ??= new Queue<Task>()).Enqueue(task);
            }

            if (_executing)
            {
                return;
            }

            _executing = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued)
        => !taskWasPreviouslyQueued && ReferenceEquals(TurnThread.Current.Activation, this) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (this)
        {
            return [.. new[] { _nextTask }.OfType<Task>(), .. _furtherTasks ?? []];
        }
    }

    /// <summary>Does what waits. False: there is more, but others should have the thread first.</summary>
    private bool Work()
    {
        for (var i = 0; i < Quantum; i++)
        {
            Task? task;
            GrainCall? call = null;
            var operation = false;
            lock (this)
            {
                if (!TryTakeTask(out task) && !(operation = TryTakeOperation()) && (call = TakeCall()) is null)
                {
                    _executing = false;
                    return true;
                }
            }

            if (task is not null)
            {
                TryExecuteTask(task);
            }
            else if (operation)
            {
                new Task(static state => ((Activation)state!).RunOperation(), this).RunSynchronously(this);
            }
            else
            {
                RunOnScheduler(call!);
            }
        }

        return false;
    }

    private bool TryTakeTask(out Task? task)
    {
        task = _nextTask;
        _nextTask = null;
        if (_furtherTasks is { } further)
        {
            _nextTask = further.Dequeue();
            if (further.Count == 0)
            {
                _furtherTasks = null;
            }
        }

        return task is not null;
    }

    /// <summary>Has a thread look for work, if none is. Call it with the lock held; true: start one outside of it.</summary>
    private bool TryBeginExecuting()
    {
        if (_executing)
        {
            return false;
        }

        _executing = true;
        return true;
    }

    private void StartExecuting() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);

    private void RunOnScheduler(GrainCall call)
        => new Task(static state => ((GrainCall)state!).Activation!.RunCalls((GrainCall)state), call).RunSynchronously(this);
}
