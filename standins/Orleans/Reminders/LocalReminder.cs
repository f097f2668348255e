namespace Orleans.Runtime;

/// <summary>A reminder in memory. Its ticks do not overlap: the next is set when the grain has answered the one before.</summary>
internal sealed class LocalReminder : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly ReminderService _service;

    private readonly Lock _lock = new();

    private readonly ITimer _timer;

    private ReminderEntry _entry;

    private DateTime _due;

    private DateTime? _sent;

    private bool _isSending;

    private bool _isDisposed;

    public LocalReminder(ReminderService service, ReminderEntry entry)
    {
        _service = service;
        _entry = entry;
        _timer = service.Timers.Create(static state => ((LocalReminder)state!).OnDue(), this);
    }

    public ReminderEntry Entry => _entry;

    /// <summary>Number of the table reading that last saw it, or of the next one if it was changed since.</summary>
    public long Seen { get; set; }

    /// <summary>Takes what the table now says, and sets the next tick.</summary>
    public void Set(ReminderEntry entry)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(entry, _entry) && entry.ETag != _entry.ETag)
            {
                _sent = null;
            }

            _entry = entry;
            if (!_isSending)
            {
                Arm();
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _timer.Dispose();
        }
    }

    private void Arm()
    {
        if (_isDisposed)
        {
            return;
        }

        var now = _service.Now;
        _due = _sent is { } sent ? ReminderSchedule.Following(_entry, sent, now) : ReminderSchedule.Next(_entry, now);
        Wait(now);
    }

    private void Wait(DateTime now)
    {
        var wait = _due > now ? _due - now : TimeSpan.Zero;
        _timer.Change(wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
    }

    private void OnDue()
    {
        lock (_lock)
        {
            var now = _service.Now;
            if (_isDisposed || _isSending)
            {
                return;
            }

            if (now < _due)
            {
                Wait(now);
                return;
            }

            _isSending = true;
            _sent = _due;
        }

        _ = SendAsync(_entry);
    }

    private async Task SendAsync(ReminderEntry entry)
    {
        await _service.SendAsync(entry);
        lock (_lock)
        {
            _isSending = false;
            Arm();
        }
    }
}
