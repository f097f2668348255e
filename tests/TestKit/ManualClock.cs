namespace FleetActors.TestKit;

/// <summary>
/// A clock that stands still until a test moves it. Timers (and so <c>Task.Delay</c>, <c>CancelAfter</c> and the like given this clock)
/// fire inside <see cref="Advance"/>, in order of their due time, each seeing the clock at exactly that time.
/// </summary>
/// <remarks>
/// Safe for use from many threads. Callbacks run on the thread that advances, outside the clock's lock, so a callback may make timers;
/// those that fall due within the same advance fire in it too. A timer made with no delay fires at once on the thread pool, as a real one does.
/// </remarks>
public sealed partial class ManualClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<ManualTimer, (DateTimeOffset Due, long Order)> _timers = new();
    private DateTimeOffset _now;
    private readonly List<(int Count, TaskCompletionSource Signal)> _waiting = [];
    private long _order;
    private int _armed;

    /// <summary>Starts at 2026-01-05 08:00:00 UTC, a Monday.</summary>
    public ManualClock()
        : this(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Starts at the given instant.</summary>
    public ManualClock(DateTimeOffset start) => _now = start.ToUniversalTime();

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The current instant; the same as <see cref="GetUtcNow"/>.</summary>
    public DateTimeOffset Now => GetUtcNow();

    /// <summary>How many timers wait to fire.</summary>
    public int PendingTimers
    {
        get
        {
            lock (_gate)
            {
                return _armed;
            }
        }
    }

    /// <summary>When the next timer is due; null when none waits.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_gate)
            {
                return TryPeek(out var due) ? due : null;
            }
        }
    }

    /// <summary>Waits until so many timers wait to fire: a signal that the code under test has begun to wait, and the clock may be moved.</summary>
    /// <exception cref="TimeoutException">They did not within 30 s of real time.</exception>
    public async Task WhenTimersAsync(int count)
    {
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_armed >= count)
            {
                return;
            }

            _waiting.Add((count, signal));
        }

        try
        {
            await signal.Task.WaitAsync(TimeSpan.FromSeconds(30), System);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Waited 30 s for {count} timers; {PendingTimers} wait to fire.");
        }
    }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    /// <inheritdoc />
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Moves the clock forward and fires everything that falls due on the way.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative: this clock never runs backwards.</exception>
    public void Advance(TimeSpan step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, TimeSpan.Zero);
        AdvanceTo(GetUtcNow() + step);
    }

    /// <summary>Moves the clock to an instant and fires everything that falls due on the way; an instant already passed changes nothing.</summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        while (TakeDue(instant) is { } timer)
        {
            timer.Fire();
        }

        lock (_gate)
        {
            if (instant > _now)
            {
                _now = instant.ToUniversalTime();
            }
        }
    }

    /// <summary>Moves the clock to the next timer and fires it; false, and no move, when none waits.</summary>
    public bool AdvanceToNext()
    {
        if (NextDue is not { } due)
        {
            return false;
        }

        AdvanceTo(due);
        return true;
    }

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private ManualTimer? TakeDue(DateTimeOffset until)
    {
        lock (_gate)
        {
            if (!TryPeek(out var due) || due > until)
            {
                return null;
            }

            var timer = _timers.Dequeue();
            if (due > _now)
            {
                _now = due;
            }

            timer.Due = null;
            _armed--;
            if (timer.Period > TimeSpan.Zero)
            {
                Arm(timer, due + timer.Period);
            }

            return timer;
        }
    }

    // A changed or disposed timer leaves its old entry behind; it is recognised by its due time and order no longer being the timer's own.
    private bool TryPeek(out DateTimeOffset due)
    {
        while (_timers.TryPeek(out var timer, out var entry))
        {
            if (timer.Due == entry.Due && timer.Order == entry.Order)
            {
                due = entry.Due;
                return true;
            }

            _timers.Dequeue();
        }

        due = default;
        return false;
    }

    private void Arm(ManualTimer timer, DateTimeOffset due)
    {
        timer.Due = due;
        timer.Order = _order++;
        _armed++;
        _timers.Enqueue(timer, (due, timer.Order));
        foreach (var waiting in _waiting.FindAll(waiting => waiting.Count <= _armed))
        {
            waiting.Signal.TrySetResult();
            _waiting.Remove(waiting);
        }
    }

    private void Disarm(ManualTimer timer)
    {
        if (timer.Due is not null)
        {
            timer.Due = null;
            _armed--;
        }
    }
}
