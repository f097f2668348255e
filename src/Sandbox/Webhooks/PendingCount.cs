namespace FleetActors.Sandbox;

/// <summary>Counts work under way and tells when there is none.</summary>
internal sealed class PendingCount
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _zero;
    private int _count;

    public void Add()
    {
        lock (_gate)
        {
            _count++;
        }
    }

    public void Remove()
    {
        TaskCompletionSource? zero = null;
        lock (_gate)
        {
            if (--_count == 0)
            {
                (zero, _zero) = (_zero, null);
            }
        }

        zero?.SetResult();
    }

    public Task WhenZeroAsync()
    {
        lock (_gate)
        {
            if (_count == 0)
            {
                return Task.CompletedTask;
            }

            _zero ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _zero.Task;
        }
    }
}
