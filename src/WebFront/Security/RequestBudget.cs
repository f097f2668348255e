namespace FleetActors.Security;

/// <summary>
/// A token bucket: <paramref name="perSecond"/> requests a second in the long run, as many at once. Safe for use from many threads.
/// </summary>
internal sealed class RequestBudget(int perSecond, TimeProvider time)
{
    private readonly Lock _gate = new();
    private double _tokens = perSecond;
    private long _filledAt = time.GetTimestamp();

    /// <summary>Takes one request; false when there is none left, with the time until there is one.</summary>
    public bool TryTake(out TimeSpan retryAfter)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            _tokens = Math.Min(perSecond, _tokens + (time.GetElapsedTime(_filledAt, now).TotalSeconds * perSecond));
            _filledAt = now;
            if (_tokens >= 1)
            {
                _tokens--;
                retryAfter = TimeSpan.Zero;
                return true;
            }

            retryAfter = TimeSpan.FromSeconds((1 - _tokens) / perSecond);
            return false;
        }
    }
}
