namespace FleetActors.Telephony;

/// <summary>
/// Lets through <c>burst</c> at once and <c>rate</c> each second over time; over any span of t seconds never more than burst + rate * t.
/// Time comes in as timestamps, and fractions of a token are kept exactly, so the long-run rate is exact however often it is asked.
/// </summary>
internal sealed class TokenBucket
{
    // Counted in units of a thousandth of a token and one tick of the clock: then both what a tick brings and what a token costs are whole.
    private const long Thousandths = 1000;

    private readonly long _unitsPerTick;
    private readonly long _token;
    private readonly long _full;
    private readonly long _frequency;
    private long _units;
    private long _seen;

    /// <param name="rate">Tokens per second, rounded to thousandths, at least one thousandth.</param>
    /// <param name="burst">Tokens it holds when full, as it is at first.</param>
    /// <param name="frequency">Timestamps per second.</param>
    /// <param name="now">Timestamp of its making.</param>
    public TokenBucket(double rate, int burst, long frequency, long now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rate, 1.0 / Thousandths);
        ArgumentOutOfRangeException.ThrowIfLessThan(burst, 1);
        _unitsPerTick = (long)Math.Round(rate * Thousandths);
        _token = checked(frequency * Thousandths);
        _full = checked(burst * _token);
        _frequency = frequency;
        _units = _full;
        _seen = now;
    }

    /// <summary>Takes one token if there is one.</summary>
    public bool TryTake(long now)
    {
        Refill(now);
        if (_units < _token)
        {
            return false;
        }

        _units -= _token;
        return true;
    }

    /// <summary>How long until there is a token: zero when there is one, else rounded up to what the clock can tell.</summary>
    public TimeSpan WaitFor(long now)
    {
        Refill(now);
        if (_units >= _token)
        {
            return TimeSpan.Zero;
        }

        var missing = _token - _units;
        var ticks = (missing + _unitsPerTick - 1) / _unitsPerTick;
        return TimeSpan.FromTicks((long)Math.Ceiling(ticks * ((double)TimeSpan.TicksPerSecond / _frequency)));
    }

    private void Refill(long now)
    {
        var elapsed = now - _seen;
        if (elapsed <= 0)
        {
            return;
        }

        _seen = now;
        _units = elapsed >= (_full - _units + _unitsPerTick - 1) / _unitsPerTick ? _full : _units + (elapsed * _unitsPerTick);
    }
}
