namespace FleetActors.Calls;

/// <summary>When a call has something to do of itself.</summary>
internal static class CallDue
{
    /// <summary>How long an owed effect may be on its way before the sweep reminds its call of it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The earliest moment at which the call has to act: silence, a dispatcher's phone that rings too long, an effect to repeat. Null: never.
    /// </summary>
    public static DateTimeOffset? WakeAt(CallState state, TimeSpan silenceLimit)
    {
        DateTimeOffset? wake = state.IsLive && state.FindOwed(CallEffects.IdFor(CallEffectKind.Probe, null)) is null
            ? state.SignOfLifeAt + silenceLimit
            : null;
        foreach (var leg in state.Legs)
        {
            wake = leg.Phase == JoinPhase.Dialing ? Earlier(wake, leg.Deadline) : wake;
        }

        foreach (var effect in state.Owed)
        {
            wake = Earlier(wake, effect.NotBefore ?? effect.OwedAt + Lease);
        }

        return wake;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? first, DateTimeOffset second) => first is null || second < first ? second : first;
}
