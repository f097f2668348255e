namespace FleetActors.Telephony;

/// <summary>Sends one command, and makes sure that a dial whose answer was lost does not ring twice.</summary>
internal sealed class CommandSender(ITelephony telephony, TimeSpan repeatWindow, TimeProvider clock)
{
    /// <summary>
    /// The result, and when the command left. Never throws for what the provider does; an adapter that throws all the same leaves the outcome open.
    /// </summary>
    public async Task<SentCommand> SendAsync(OutboundRequest request, CancellationToken cancellationToken)
    {
        try
        {
            // The provider ignores a repeat of a young dial by its id; an old one would ring again, so it is looked for by its client state.
            if (request is { Command: Dial dial, FirstSentAt: { } first } && clock.GetUtcNow() - first >= repeatWindow
                && await telephony.FindLiveCallAsync(dial.ClientState, cancellationToken) is { } live)
            {
                return new SentCommand(TelephonyResult.Accepted(live.CallControlId), first);
            }
        }
        catch (TelephonyUnavailableException unknown)
        {
            return new SentCommand(TelephonyResult.Transient(null, unknown.Message), clock.GetUtcNow());
        }

        var sentAt = clock.GetUtcNow();
        return new SentCommand(await telephony.ExecuteAsync(request.Command, cancellationToken), sentAt);
    }
}

/// <summary>A command that left.</summary>
internal readonly record struct SentCommand(TelephonyResult Result, DateTimeOffset SentAt);
