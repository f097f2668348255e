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
    /// Queues a command and returns at once; the result goes to <see cref="Alerts.IAlertGrain.OnCommandResultAsync"/> of the alert or
    /// <see cref="Calls.ICallGrain.OnCommandResultAsync"/> of the call that owns it.
    /// A full queue answers false and queues nothing: ask again later. An effect of the same owner that is queued or under way already is not
    /// taken twice: true, and one result.
    /// </summary>
    [Alias("Enqueue")]
    ValueTask<bool> EnqueueAsync(OutboundRequest request);

    /// <summary>
    /// Drops an effect that is still queued; no result follows. One that has left already cannot be dropped: its result comes as ever. Safe to repeat.
    /// </summary>
    [Alias("Withdraw"), AlwaysInterleave]
    ValueTask WithdrawAsync(string ownerId, string effectId);

    /// <summary>
    /// Whether an effect waits, is under way, or its result is being brought home. False: the effect was never here, or it is over, or the silo that had it died; its
    /// owner, if it has not heard the result, may queue it again.
    /// </summary>
    [Alias("Holds"), AlwaysInterleave]
    ValueTask<bool> HoldsAsync(string ownerId, string effectId);
}
