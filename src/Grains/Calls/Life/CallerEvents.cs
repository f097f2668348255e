namespace FleetActors.Calls;

/// <summary>Webhooks of the caller's own leg, once the call is announced.</summary>
internal static class CallerEvents
{
    public static void Handle(CallTurn turn, InboundCallEvent e)
    {
        if (turn.State.IsLive && e.Kind != InboundCallEventKind.Hangup)
        {
            turn.Emit(new SignOfLife());
        }

        switch (e.Kind)
        {
            case InboundCallEventKind.Answered:
                Answered(turn);
                break;
            case InboundCallEventKind.Hangup:
                Endings.HungUp(turn, e.OccurredAt, e.Detail ?? "unspecified");
                break;
            case InboundCallEventKind.SpeakEnded:
                turn.Note("greeted", $"The greeting ended: {e.Detail ?? "completed"}.");
                break;
            case InboundCallEventKind.StreamingFailed:
                Streams.Failed(turn, e.Detail ?? "not said");
                break;
            case InboundCallEventKind.StreamingStopped:
                Streams.Stopped(turn);
                break;
            case InboundCallEventKind.RecordingSaved when e.Address is { } address:
                ProviderSounds.Saved(turn, address);
                break;
            case InboundCallEventKind.RecordingFailed:
                ProviderSounds.Failed(turn, e.Detail ?? "not said");
                break;
            case InboundCallEventKind.ConferenceJoined:
                Legs.Joined(turn, e.CallControlId);
                break;
        }
    }

    /// <summary>The call is answered, by whatever this became known; a repeat changes nothing.</summary>
    public static void Answered(CallTurn turn)
    {
        if (turn.State.Status != CallStatus.Ringing)
        {
            return;
        }

        turn.Emit(new CallAnswered());
        turn.Settle(CallEffects.IdFor(CallEffectKind.Answer, null));
        turn.Note("answered", "Answered.");
        if (turn.State.CallControlId is null)
        {
            return;
        }

        if (turn.Rules.Greets)
        {
            turn.Owe(CallEffectKind.Greet);
        }

        if (!turn.Rules.Streams)
        {
            Streams.LetTheProviderHear(turn);
        }
        else if (turn.Rules.ProviderTranscribes)
        {
            turn.Owe(CallEffectKind.Transcribe);
        }
    }
}
