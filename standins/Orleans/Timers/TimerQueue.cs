namespace Orleans.Timers;

/// <summary>
/// Timers of one clock. On the system clock they share one system timer behind a heap, since a million system timers would have to be walked through
/// several times a second; another clock makes its own, so that a test can drive them.
/// </summary>
internal sealed class TimerQueue : IDisposable
{
    private const int None = -1;

    private readonly TimeProvider _clock;

    private readonly ITimer? _alarm;

    private readonly Lock _lock = new();

    private QueuedTimer[] _heap = new QueuedTimer[16];

    private int _count;

    private long _armedFor = long.MaxValue;

    public TimerQueue(TimeProvider clock)
    {
        _clock = clock;
        if (ReferenceEquals(clock, TimeProvider.System))
        {
            using (FlowSuppression.Begin())
            {
                _alarm = clock.CreateTimer(static state => ((TimerQueue)state!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>A timer that does not run yet. Its period must stay infinite: every tick is set anew.</summary>
    public ITimer Create(TimerCallback callback, object state)
    {
        if (_alarm is not null)
        {
            return new QueuedTimer(this, callback, state);
        }

        using (FlowSuppression.Begin())
        {
            return _clock.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _alarm?.Dispose();

    private void Set(QueuedTimer timer, TimeSpan dueTime)
    {
        lock (_lock)
        {
            if (timer.Index != None)
            {
                Remove(timer);
            }

            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                timer.Due = _clock.GetTimestamp() + (long)(dueTime.TotalSeconds * _clock.TimestampFrequency);
                Insert(timer);
            }

            Arm();
        }
    }

    private void Ring()
    {
        var due = new List<QueuedTimer>();
        lock (_lock)
        {
            _armedFor = long.MaxValue;
            var now = _clock.GetTimestamp();
            while (_count > 0 && _heap[0].Due <= now)
            {
                due.Add(_heap[0]);
                Remove(_heap[0]);
            }

            Arm();
        }

        foreach (var timer in due)
        {
            timer.Callback(timer.State);
        }
    }

    /// <summary>Sets the alarm for the first timer, if that is earlier than what it is set for.</summary>
    private void Arm()
    {
        if (_count == 0 || _heap[0].Due >= _armedFor)
        {
            return;
        }

        _armedFor = _heap[0].Due;
        var wait = _clock.GetElapsedTime(_clock.GetTimestamp(), _armedFor);
        var milliseconds = Math.Clamp(Math.Ceiling(wait.TotalMilliseconds), 0, int.MaxValue);
        _alarm!.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
    }

    private void Insert(QueuedTimer timer)
    {
        if (_count == _heap.Length)
        {
            Array.Resize(ref _heap, _count * 2);
        }

        Place(timer, _count++);
        SiftUp(timer);
    }

    private void Remove(QueuedTimer timer)
    {
        var index = timer.Index;
        timer.Index = None;
        var last = _heap[--_count];
        _heap[_count] = null!;
        if (!ReferenceEquals(last, timer))
        {
            Place(last, index);
            SiftUp(last);
            SiftDown(last);
        }
    }

    private void SiftUp(QueuedTimer timer)
    {
        while (timer.Index > 0 && _heap[(timer.Index - 1) / 2] is var parent && parent.Due > timer.Due)
        {
            var index = parent.Index;
            Place(parent, timer.Index);
            Place(timer, index);
        }
    }

    private void SiftDown(QueuedTimer timer)
    {
        while (true)
        {
            var child = (timer.Index * 2) + 1;
            if (child >= _count)
            {
                return;
            }

            if (child + 1 < _count && _heap[child + 1].Due < _heap[child].Due)
            {
                child++;
            }

            var smaller = _heap[child];
            if (smaller.Due >= timer.Due)
            {
                return;
            }

            Place(smaller, timer.Index);
            Place(timer, child);
        }
    }

    private void Place(QueuedTimer timer, int index)
    {
        _heap[index] = timer;
        timer.Index = index;
    }

    private sealed class QueuedTimer(TimerQueue queue, TimerCallback callback, object state) : ITimer
    {
        private bool _disposed;

        public TimerCallback Callback { get; } = callback;

        public object State { get; } = state;

        /// <summary>Timestamp of the clock.</summary>
        public long Due { get; set; }

        /// <summary>Place in the heap.</summary>
        public int Index { get; set; } = None;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_disposed)
            {
                return false;
            }

            queue.Set(this, dueTime);
            return true;
        }

        public void Dispose()
        {
            _disposed = true;
            queue.Set(this, Timeout.InfiniteTimeSpan);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
