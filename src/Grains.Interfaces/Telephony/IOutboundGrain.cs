namespace FleetActors.Telephony;

/// <summary>
/// The one door to the telephone provider, keyed by account (<see cref="DefaultAccount"/>): rate limits, most severe first.
/// Keeps nothing durable: what it was asked is owed by the asker until the asker hears the result.
/// </summary>
[Alias("fleet.outbound")]
public interface IOutboundGrain : IGrainWithStringKey
{
    /// <summary>Key of the account that the settings describe.</summary>
    const string DefaultAccount = "default";

    /// <summary>
    /// Queues a command and returns at once; the result goes to <see cref="Alerts.IAlertGrain.OnCommandResultAsync"/> of the alert named.
    /// A full queue answers false and queues nothing: ask again later.
    /// </summary>
    [Alias("Enqueue")]
    ValueTask<bool> EnqueueAsync(OutboundRequest request);

    /// <summary>Drops what is still queued for an alert and may no longer leave; returns the effects dropped.</summary>
    [Alias("Withdraw"), AlwaysInterleave]
    ValueTask WithdrawAsync(string alertId, string effectId);
}

/// <summary>A command, whose it is, and how urgent.</summary>
/// <param name="AlertId">Who hears the result; <see cref="NoAlert"/> when nobody does.</param>
/// <param name="EffectId">The owed effect within that alert.</param>
/// <param name="Urgency">0 first; <see cref="Alerts.Severity"/> critical = 0, medium = 1, low = 2.</param>
/// <param name="FirstSentAt">
/// When the command was first sent, if it was and its answer is unknown: a dial older than the provider's 60 s window is looked up
/// by its client state before it is dialled again.
/// </param>
[GenerateSerializer, Immutable, Alias("fleet.outbound.request")]
public sealed record OutboundRequest(
    [property: Id(0)] string AlertId,
    [property: Id(1)] string EffectId,
    [property: Id(2)] int Urgency,
    [property: Id(3)] TelephonyCommand Command,
    [property: Id(4)] DateTimeOffset? FirstSentAt)
{
    /// <summary>The command belongs to no alert: nobody hears its result and nobody asks again.</summary>
    public const string NoAlert = "";
}
