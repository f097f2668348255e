namespace FleetActors.Calls;

/// <summary>Folds facts into the state. Knows nothing of rules: what may happen is decided before.</summary>
internal static class CallEvolver
{
    private const int MostEvents = 64;
    private const int MostLines = 500;

    public static CallState Evolve(CallState state, CallFact fact, DateTimeOffset at) => fact switch
    {
        Announced announced => state with
        {
            CallId = announced.CallId,
            Status = CallStatus.Ringing,
            CallControlId = announced.CallControlId,
            From = announced.From,
            To = announced.To,
            StartedAt = announced.StartedAt,
            SignOfLifeAt = at,
        },
        CalledBack called => state with { Callback = called.Leg },
        CallAnswered => state with { Status = CallStatus.Active, AnsweredAt = at },
        SignOfLife => state with { SignOfLifeAt = at },
        EventTaken taken => state with
        {
            SeenEvents = (state.SeenEvents.Length < MostEvents ? state.SeenEvents : state.SeenEvents.RemoveAt(0)).Add(taken.EventId),
        },
        TokenIssued token => state with { TokenHashes = state.TokenHashes.Add(token.Hash) },
        StreamChanged stream => state with { Stream = stream.Place },
        VoiceHeard voice => state with { Heard = voice.Heard },
        CallEnded ended => state with
        {
            Status = CallStatus.Ended,
            EndedAt = ended.At,
            EndedBecause = ended.Because,
            TokenHashes = [],
            Stream = state.Stream with { IsOpen = false },
            Owed = state.Owed.RemoveAll(static effect => effect.NeedsCaller),
        },
        LegChanged leg => state with
        {
            Legs = state.FindLeg(leg.Leg.Id) is { } before ? state.Legs.Replace(before, leg.Leg) : state.Legs.Add(leg.Leg),
        },
        ConferenceKnown conference => state with { ConferenceId = conference.Id },
        AlertsRelated related => state with { Alerts = [.. state.Alerts, .. related.Alerts] },
        ProviderRecorded recorded => state with { ProviderRecording = recorded.Address },
        ProviderSoundChanged sound => state with { ProviderSound = sound.Sound },
        PacketMade made => state with { Packet = made.Packet },
        EffectOwed owed => state with
        {
            Owed = state.FindOwed(owed.Effect.Id) is { } before ? state.Owed.Replace(before, owed.Effect) : state.Owed.Add(owed.Effect),
        },
        EffectSettled settled => state with { Owed = state.Owed.RemoveAll(effect => effect.Id == settled.EffectId) },
        Noted noted => state.Timeline.Length >= MostLines
            ? state
            : state with { Timeline = state.Timeline.Add(new CallTimelineLine(at, noted.Kind, noted.Text)) },
        _ => throw new NotSupportedException($"A call cannot take in {fact.GetType().Name}: add it to {nameof(CallEvolver)}."),
    };
}
