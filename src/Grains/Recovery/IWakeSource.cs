namespace FleetActors.Recovery;

/// <summary>Grains that may have something to do and no living timer for it, found through an index.</summary>
public interface IWakeSource
{
    /// <summary>Wakes those that are overdue, and at the start of a process also those that owe something. Waking one that is awake is harmless.</summary>
    /// <param name="now">The grains' time.</param>
    /// <param name="starting">The process has just started: whatever was on its way is not any more.</param>
    Task WakeAsync(DateTimeOffset now, bool starting, CancellationToken cancellationToken);
}
