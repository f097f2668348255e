namespace FleetActors.TestKit;

public sealed partial class ManualClock
{
    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private bool _disposed;

        public DateTimeOffset? Due { get; set; }

        public long Order { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool now;
            lock (clock._gate)
            {
                if (_disposed)
                {
                    return false;
                }

                clock.Disarm(this);
                Period = period > TimeSpan.Zero ? period : TimeSpan.Zero;
                now = dueTime == TimeSpan.Zero;
                if (dueTime > TimeSpan.Zero)
                {
                    clock.Arm(this, clock._now + dueTime);
                }
                else if (now && Period > TimeSpan.Zero)
                {
                    clock.Arm(this, clock._now + Period);
                }
            }

            if (now)
            {
                ThreadPool.UnsafeQueueUserWorkItem(static timer => timer.FireUnlessDisposed(), this, preferLocal: false);
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                _disposed = true;
                clock.Disarm(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void FireUnlessDisposed()
        {
            lock (clock._gate)
            {
                if (_disposed)
                {
                    return;
                }
            }

            Fire();
        }
    }
}
