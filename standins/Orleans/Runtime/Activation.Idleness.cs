namespace Orleans.Runtime;

/// <summary>How long nothing has used the activation. Use only sets a flag; the collector turns that into a time when it comes by.</summary>
internal sealed partial class Activation
{
    private bool _used = true;

    // In ticks of the collector, when it last found the activation used.
    private int _lastUsed;

    /// <summary>Keeps it from being collected for at least this long; zero or less lifts that.</summary>
    public void DelayDeactivation(TimeSpan span)
    {
        var now = Class.Engine.ActivationClock.GetUtcNow();
        lock (this)
        {
            if (span == Timeout.InfiniteTimeSpan || span >= DateTimeOffset.MaxValue - now)
            {
                Extras.KeepAliveUntil = DateTimeOffset.MaxValue;
            }
            else
            {
                Extras.KeepAliveUntil = span <= TimeSpan.Zero ? default : now + span;
            }
        }
    }

    /// <summary>Ends the activation if it was idle for longer than its class allows.</summary>
    public void CollectIfIdle(int now, DateTimeOffset time)
    {
        lock (this)
        {
            if (_used || _running > 0 || _waiting > 0 || _state != ActivationState.Valid)
            {
                _used = false;
                _lastUsed = now;
            }
            else if (now - _lastUsed >= Class.CollectionAge && !(_extras is { } extras && extras.KeepAliveUntil > time))
            {
                Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "Activation became idle."));
            }
        }
    }
}
