namespace FleetActors.Telemetry;

/// <summary>Bounds the values being evaluated at once. Refuses instead of queueing: who is told at once can come back.</summary>
/// <param name="limit">Most values at once; more in one request are let through when nothing else is under way.</param>
internal sealed class IngestGate(int limit)
{
    private long _inFlight;

    /// <summary>Nothing more would be let through: a body need not even be read.</summary>
    public bool IsFull => Interlocked.Read(ref _inFlight) >= limit;

    /// <summary>Lets values through, to be given back with <see cref="Leave"/>; false when they would be too many.</summary>
    public bool TryEnter(int values)
    {
        var before = Interlocked.Add(ref _inFlight, values) - values;
        if (before == 0 || before + values <= limit)
        {
            return true;
        }

        Leave(values);
        return false;
    }

    /// <summary>Gives back what was let through.</summary>
    public void Leave(int values) => Interlocked.Add(ref _inFlight, -values);
}
