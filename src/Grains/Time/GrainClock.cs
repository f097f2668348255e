namespace FleetActors.Time;

/// <summary>
/// The clock of the grains alone. Kept apart from the host's <see cref="TimeProvider"/> so that a test can drive the grains' time
/// without stopping the silo's own loops.
/// </summary>
public sealed class GrainClock(TimeProvider provider)
{
    /// <summary>For timers and elapsed time.</summary>
    public TimeProvider Provider { get; } = provider;

    /// <summary>Read once per grain call.</summary>
    public DateTimeOffset UtcNow => Provider.GetUtcNow();
}
