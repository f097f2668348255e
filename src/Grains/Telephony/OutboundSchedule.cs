namespace FleetActors.Telephony;

/// <summary>
/// Which command leaves next and when: queue, rates, pauses and requests under way together. Knows no clock; time comes in as timestamps.
/// </summary>
/// <param name="frequency">Timestamps per second.</param>
internal sealed class OutboundSchedule(OutboundOptions limits, long frequency, long start)
{
    private readonly OutboundQueue _queue = new(limits.MaxQueued);

    private readonly LaneGate[] _gates =
    [
        new(null, limits.MaxInFlight),
        new(new TokenBucket(limits.DialsPerSecond, limits.DialBurst, frequency, start), limits.MaxInFlight),
        new(new TokenBucket(limits.MessagesPerSecond, limits.MessageBurst, frequency, start), limits.MaxInFlight),
    ];

    /// <summary>Commands that wait.</summary>
    public int Queued => _queue.Count;

    /// <inheritdoc cref="OutboundQueue.Add"/>
    public AddOutcome Add(OutboundRequest request) => _queue.Add(request);

    /// <inheritdoc cref="OutboundQueue.Withdraw"/>
    public bool Withdraw(EffectKey key) => _queue.Withdraw(key);

    /// <inheritdoc cref="OutboundQueue.Holds"/>
    public bool Holds(EffectKey key) => _queue.Holds(key);

    /// <summary>Takes a command that may leave now, or null. What was taken must <see cref="End"/>.</summary>
    public OutboundRequest? Next(long now)
    {
        for (var lane = OutboundLane.Control; lane <= OutboundLane.Message; lane++)
        {
            if (_queue.CountIn(lane) > 0 && _gates[(int)lane].TryEnter(now))
            {
                return _queue.Take(lane);
            }
        }

        return null;
    }

    /// <summary>A command that left has its result; its effect may be added again. A wish to wait holds up its whole lane.</summary>
    public void End(OutboundRequest request, TelephonyResult result, long now)
    {
        var gate = _gates[(int)OutboundLanes.Of(request.Command)];
        gate.Leave();
        if (result.RetryAfter is { } wish)
        {
            var pause = wish < limits.MaxPause ? wish : limits.MaxPause;
            gate.PauseUntil(now + (long)(pause.TotalSeconds * frequency));
        }

        _queue.Complete(request);
    }

    /// <summary>How long until time alone lets the next command leave; null when nothing waits, or only for the end of others.</summary>
    public TimeSpan? WaitFor(long now)
    {
        TimeSpan? shortest = null;
        for (var lane = OutboundLane.Control; lane <= OutboundLane.Message; lane++)
        {
            if (_queue.CountIn(lane) > 0 && _gates[(int)lane].WaitFor(now, frequency) is { } wait && !(shortest < wait))
            {
                shortest = wait;
            }
        }

        return shortest;
    }
}
