using System.Collections.Immutable;

namespace FleetActors.Calls;

/// <summary>Finds what a call may be about.</summary>
internal interface IRelatedAlerts
{
    /// <summary>Open alerts of the contact, device or fleet that this number belongs to; empty for a stranger's.</summary>
    Task<ImmutableArray<RelatedAlert>> FindAsync(string number, CancellationToken cancellationToken);

    /// <summary>Writes into an alert's timeline that such a call came. Safe to repeat.</summary>
    Task TellAsync(RelatedAlert alert, string callId, string fromMasked, CancellationToken cancellationToken);
}
