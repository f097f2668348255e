namespace FleetActors.Recovery;

/// <summary>Wakes what is overdue once a minute, whichever silos live (key 0).</summary>
[Alias("fleet.watchdog")]
public interface IWatchdogGrain : IGrainWithIntegerKey
{
    /// <summary>Makes sure that the reminder exists. Safe to repeat.</summary>
    [Alias("Ensure")]
    Task EnsureAsync();
}
