namespace FleetActors.Time;

/// <summary>Gives a grain a hint when the next thing is due. A hint that fails is told and forgotten: the sweep of the index gives another.</summary>
/// <param name="wake">Calls the grain, from a thread of the clock outside of it.</param>
internal sealed class WakeTimer(TimeProvider clock, Func<Task> wake, Action<Exception> onFailure) : IDisposable
{
    private ITimer? _timer;

    /// <summary>The one moment to wake at; an instant that has passed means at once, null means never.</summary>
    public void Set(DateTimeOffset? at, DateTimeOffset now)
    {
        if (at is not { } due)
        {
            Dispose();
            return;
        }

        var wait = due > now ? due - now : TimeSpan.Zero;
        if (_timer is null || !_timer.Change(wait, Timeout.InfiniteTimeSpan))
        {
            _timer = clock.CreateTimer(static timer => _ = ((WakeTimer)timer!).WakeAsync(), this, wait, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _timer = null;
    }

    private async Task WakeAsync()
    {
        try
        {
            await wake();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            onFailure(exception);
        }
    }
}
