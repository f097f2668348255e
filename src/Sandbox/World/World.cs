namespace FleetActors.Sandbox;

/// <summary>
/// The sandbox's single line of events: one lock, one clock, one agenda. Everything that changes calls, phones, conferences or messages
/// runs inside <see cref="Enter{T}"/>, so each command sees and leaves a whole state, and things due at the same instant happen in the
/// order they were planned.
/// </summary>
internal sealed class World : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SortedSet<Appointment> _agenda = new(Appointment.Order);
    private readonly ITimer _timer;
    private long _sequence;
    private DateTimeOffset _armedFor = DateTimeOffset.MaxValue;
    private bool _disposed;

    public World(TimeProvider clock)
    {
        Clock = clock;
        _timer = clock.CreateTimer(static world => ((World)world!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public TimeProvider Clock { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Runs work inside the lock, then whatever has fallen due meanwhile.</summary>
    public T Enter<T>(Func<T> work)
    {
        lock (_gate)
        {
            try
            {
                return work();
            }
            finally
            {
                RunDue();
            }
        }
    }

    /// <inheritdoc cref="Enter{T}"/>
    public void Enter(Action work) => Enter(() =>
    {
        work();
        return true;
    });

    /// <summary>Plans work; call it inside <see cref="Enter{T}"/>. With no delay it runs before the current entry ends.</summary>
    public Appointment After(TimeSpan delay, Action work)
    {
        var appointment = new Appointment(this, Now + (delay > TimeSpan.Zero ? delay : TimeSpan.Zero), ++_sequence, work);
        _agenda.Add(appointment);
        return appointment;
    }

    public void Cancel(Appointment appointment)
    {
        lock (_gate)
        {
            _agenda.Remove(appointment);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _agenda.Clear();
        }

        _timer.Dispose();
    }

    private void Tick()
    {
        lock (_gate)
        {
            _armedFor = DateTimeOffset.MaxValue;
            RunDue();
        }
    }

    private void RunDue()
    {
        while (!_disposed && _agenda.Min is { } next)
        {
            if (next.Due > Now)
            {
                Arm(next.Due);
                return;
            }

            _agenda.Remove(next);
            next.Work();
        }
    }

    private void Arm(DateTimeOffset due)
    {
        if (due >= _armedFor)
        {
            return;
        }

        _armedFor = due;
        var wait = due - Now;
        // A system timer counts whole milliseconds and would otherwise wake a moment too early, find nothing due, and be armed again.
        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(wait.TotalMilliseconds))), Timeout.InfiniteTimeSpan);
    }
}
