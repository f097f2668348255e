namespace Orleans.Runtime;

/// <summary>A timer of an activation: its ticks are calls that belong to that activation only.</summary>
internal abstract class GrainTimer : IGrainTimer
{
    private const long LongestWait = 0xfffffffe;

    private readonly Activation _activation;

    private readonly CancellationTokenSource _cancellation = new();

    private readonly ITimer _timer;

    private TimeSpan _dueTime;

    private TimeSpan _period;

    private bool _ticking;

    private bool _changed;

    private bool _disposed;

    protected GrainTimer(Activation activation, GrainTimerCreationOptions options)
    {
        _activation = activation;
        IsInterleave = options.Interleave;
        IsKeepAlive = options.KeepAlive;
        _timer = activation.Class.Engine.GrainTimers.Create(static state => ((GrainTimer)state!).OnDue(), this);
    }

    public bool IsInterleave { get; }

    public bool IsKeepAlive { get; }

    /// <summary>Makes and starts a timer.</summary>
    /// <exception cref="InvalidOperationException">The caller is not code of the activation.</exception>
    public static GrainTimer Start<TState>(IGrainContext context, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        var activation = context as Activation ?? throw new InvalidOperationException("Timers need a grain made by a silo.");
        if (!ReferenceEquals(RuntimeContext.Current, activation))
        {
            throw new InvalidOperationException(
                "Current grain context differs from the grain's: register timers from code of the grain itself, not from Task.Run.");
        }

        var timer = new StatefulGrainTimer<TState>(activation, callback, state, options);
        timer.Change(options.DueTime, options.Period);
        activation.AddTimer(timer);
        return timer;
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Require(dueTime, nameof(dueTime));
        Require(period, nameof(period));
        _dueTime = dueTime;
        _period = period;
        _changed = true;
        if (!_ticking && !_disposed)
        {
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _cancellation.Cancel();
        _timer.Dispose();
        _activation.RemoveTimer(this);
    }

    /// <summary>Runs the callback once, as a turn.</summary>
    public Task TickAsync()
    {
        if (_disposed)
        {
            return Task.CompletedTask;
        }

        _changed = false;
        return InvokeAsync(_cancellation.Token);
    }

    /// <summary>The callback has ended: the next tick is counted from now.</summary>
    public void OnTicked()
    {
        _ticking = false;
        if (!_disposed)
        {
            _timer.Change(_changed ? _dueTime : _period, Timeout.InfiniteTimeSpan);
        }
    }

    public void LogFailure(Exception exception) => _activation.Class.Engine.LogTimerFailed(_activation, exception);

    protected abstract Task InvokeAsync(CancellationToken cancellationToken);

    private static void Require(TimeSpan value, string name)
    {
        var milliseconds = (long)value.TotalMilliseconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, -1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, LongestWait, name);
    }

    private void OnDue()
    {
        // From here on a change takes effect when the tick has ended.
        _ticking = true;
        _activation.TryPost(new TimerTick(this));
    }

    private sealed class StatefulGrainTimer<TState>(
        Activation activation, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
        : GrainTimer(activation, options)
    {
        protected override Task InvokeAsync(CancellationToken cancellationToken) => callback(state, cancellationToken);
    }
}
