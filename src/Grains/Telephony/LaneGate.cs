namespace FleetActors.Telephony;

/// <summary>What holds a lane back: requests under way, the rate, and pauses the provider asked for.</summary>
/// <param name="bucket">Null for a lane without a rate.</param>
internal sealed class LaneGate(TokenBucket? bucket, int maxInFlight)
{
    private long _pausedUntil = long.MinValue;

    /// <summary>Requests under way.</summary>
    public int InFlight { get; private set; }

    /// <summary>Lets one request through, or not. What was let through must <see cref="Leave"/>.</summary>
    public bool TryEnter(long now)
    {
        if (InFlight >= maxInFlight || now < _pausedUntil || bucket?.TryTake(now) == false)
        {
            return false;
        }

        InFlight++;
        return true;
    }

    /// <summary>A request is over.</summary>
    public void Leave() => InFlight--;

    /// <summary>Nothing enters until then; an earlier end than the one in force changes nothing.</summary>
    public void PauseUntil(long timestamp) => _pausedUntil = Math.Max(_pausedUntil, timestamp);

    /// <summary>How long until time alone lets one through; null when it is the requests under way that must end first.</summary>
    /// <param name="frequency">Timestamps per second.</param>
    public TimeSpan? WaitFor(long now, long frequency)
    {
        if (InFlight >= maxInFlight)
        {
            return null;
        }

        var pause = now < _pausedUntil
            ? TimeSpan.FromTicks((long)Math.Ceiling((_pausedUntil - now) * ((double)TimeSpan.TicksPerSecond / frequency)))
            : TimeSpan.Zero;
        var rate = bucket?.WaitFor(now) ?? TimeSpan.Zero;
        return pause > rate ? pause : rate;
    }
}
