namespace FleetActors.Alerts;

/// <summary>
/// The lock of one dedup key (the grain's key): holds reports apart so that at most one unresolved alert carries the key.
/// Keeps nothing durable; the index table's unique key is the last guard.
/// </summary>
[Alias("fleet.dedup")]
public interface IDedupGrain : IGrainWithStringKey
{
    /// <summary>
    /// Opens an alert, or adds an occurrence to the unresolved one. The request's own dedup key must equal the grain's key.
    /// Safe to repeat: a repeat is an occurrence.
    /// </summary>
    [Alias("Raise")]
    Task<RaiseResult> RaiseAsync(RaiseAlert request);

    /// <summary>The unresolved alert's id, or null.</summary>
    [Alias("Find")]
    Task<string?> FindAsync();
}
