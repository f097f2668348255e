namespace FleetActors.Devices;

/// <summary>Where a value stands to a rule's bounds.</summary>
internal enum Stand
{
    /// <summary>At or beyond the clear bound.</summary>
    InRange = 0,

    /// <summary>Between the bounds: changes nothing but what must hold without a break.</summary>
    Band = 1,

    /// <summary>Beyond the limit.</summary>
    Breach = 2,
}

/// <summary>A value as one rule sees it.</summary>
/// <param name="At">By the reading's own time.</param>
internal readonly record struct Observation(Stand Stand, DateTimeOffset At);
