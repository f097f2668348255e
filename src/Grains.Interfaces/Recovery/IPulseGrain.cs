namespace FleetActors.Recovery;

/// <summary>Whether a silo is there at all. Stateless; any integer key.</summary>
[Alias("fleet.pulse")]
public interface IPulseGrain : IGrainWithIntegerKey
{
    /// <summary>Answers, and does nothing else.</summary>
    [Alias("Beat")]
    Task BeatAsync();
}
