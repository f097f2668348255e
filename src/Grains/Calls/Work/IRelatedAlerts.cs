using System.Collections.Immutable;

namespace FleetActors.Calls;

/// <summary>Finds what a call may be about.</summary>
internal interface IRelatedAlerts
{
    /// <summary>
    /// Open alerts, other than the known ones, of the contact, device or fleet that the number belongs to; empty for a stranger's. Most severe first, and one
    /// more than a call can still take, where there are more. Asks nobody once the call has as many as it takes.
    /// </summary>
    Task<ImmutableArray<RelatedAlert>> FindAsync(RelatedSearch search, ImmutableArray<RelatedAlert> known, CancellationToken cancellationToken);

    /// <summary>Writes into an alert's timeline that such a call came. Safe to repeat.</summary>
    Task TellAsync(RelatedAlert alert, string callId, string fromMasked, CancellationToken cancellationToken);
}
