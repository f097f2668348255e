namespace FleetActors.Telephony;

/// <summary>Where results of commands go.</summary>
internal interface ICommandResults
{
    /// <summary>Tells the owner of a command. Safe to repeat; throws when the owner could not take it.</summary>
    Task TellAsync(OutboundRequest request, SentCommand sent);
}
