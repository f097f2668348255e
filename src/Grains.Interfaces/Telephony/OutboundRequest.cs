namespace FleetActors.Telephony;

/// <summary>A command, whose it is, and how urgent.</summary>
/// <param name="OwnerId">Who hears the result: an alert's id or the key of a call's grain; <see cref="NoOwner"/> when nobody does.</param>
/// <param name="EffectId">The owed effect within that owner.</param>
/// <param name="Urgency">Lowest first: <see cref="Emergency"/>; then by <see cref="Alerts.Severity"/> critical = 0, medium = 1, low = 2.</param>
/// <param name="FirstSentAt">
/// When the command was first sent, if it was and its answer is unknown: a dial older than the provider's 60 s window is looked up
/// by its client state before it is dialled again.
/// </param>
[GenerateSerializer, Immutable, Alias("fleet.outbound.request")]
public sealed record OutboundRequest(
    [property: Id(0)] string OwnerId,
    [property: Id(1)] string EffectId,
    [property: Id(2)] int Urgency,
    [property: Id(3)] TelephonyCommand Command,
    [property: Id(4)] DateTimeOffset? FirstSentAt)
{
    /// <summary>The command belongs to nobody: nobody hears its result and nobody asks again.</summary>
    public const string NoOwner = "";

    /// <summary>Urgency of everything done for somebody who called for help: a human waits on the line, before any page.</summary>
    public const int Emergency = -1;
}
