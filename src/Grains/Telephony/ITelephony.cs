namespace FleetActors.Telephony;

/// <summary>
/// The telephone provider. It neither retries nor limits rates: <see cref="IOutboundGrain"/> limits, the owner of the command retries.
/// </summary>
public interface ITelephony
{
    /// <summary>Executes one command. Never throws for what the provider or the network does; only cancellation is thrown.</summary>
    Task<TelephonyResult> ExecuteAsync(TelephonyCommand command, CancellationToken cancellationToken);

    /// <summary>
    /// Finds the live leg that carries this client state, or null when there is none.
    /// Used when a dial's answer was lost and the provider's 60 s command window is over.
    /// </summary>
    /// <exception cref="TelephonyUnavailableException">The provider could not be asked.</exception>
    Task<LiveCall?> FindLiveCallAsync(string clientState, CancellationToken cancellationToken);
}
