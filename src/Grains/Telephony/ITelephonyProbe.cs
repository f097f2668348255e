namespace FleetActors.Telephony;

/// <summary>Asks the provider whether somebody is still on the line.</summary>
internal interface ITelephonyProbe
{
    /// <summary>Whether a live leg carries this client state.</summary>
    /// <exception cref="TelephonyUnavailableException">The provider could not be asked.</exception>
    Task<bool> IsAliveAsync(string clientState, CancellationToken cancellationToken);
}

/// <summary>Looks through the provider's live legs.</summary>
internal sealed class TelephonyProbe(ITelephony telephony) : ITelephonyProbe
{
    public async Task<bool> IsAliveAsync(string clientState, CancellationToken cancellationToken) =>
        await telephony.FindLiveCallAsync(clientState, cancellationToken) is not null;
}
