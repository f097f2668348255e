namespace FleetActors.Recovery;

/// <summary>Grains that may have something to do and no living timer for it, found through an index.</summary>
public interface IWakeSource
{
    /// <summary>Wakes those that are overdue, and after the start or the death of a process also those that owe something. Waking one that is awake is harmless.</summary>
    /// <param name="share">Which of them.</param>
    /// <param name="now">The grains' time.</param>
    /// <param name="starting">A process has just started or died: what it had on its way is not any more.</param>
    Task WakeAsync(SweepShare share, DateTimeOffset now, bool starting, CancellationToken cancellationToken);
}
