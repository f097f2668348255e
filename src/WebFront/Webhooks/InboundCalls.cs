using FleetActors.Alerts;
using FleetActors.Calls;

namespace FleetActors.Webhooks;

/// <summary>Translates provider events of emergency calls into the call's words. Pure.</summary>
internal static class InboundCalls
{
    /// <summary>The call's event, and which call; null for events that concern no emergency call.</summary>
    /// <param name="assumesIncoming">
    /// Whether a call that does not say its direction counts as incoming: only on the path that is for incoming calls. Our own outbound legs are announced
    /// too, and answering one would be refused.
    /// </param>
    public static (string CallId, InboundCallEvent Event)? Read(TelnyxEvent source, bool assumesIncoming, DateTimeOffset now)
    {
        var kind = Kind(source.Type);
        if (kind == InboundCallEventKind.Other || Address(source, kind, assumesIncoming) is not var (callId, legId))
        {
            return null;
        }

        var isAnnouncement = kind == InboundCallEventKind.Initiated && legId is null;
        return (callId, new InboundCallEvent(
            source.Id,
            kind,
            source.OccurredAt ?? now,
            legId,
            source.CallControlId,
            isAnnouncement ? source.From : null,
            isAnnouncement ? source.To : null,
            source.Call?.StartedAt,
            source.Detail,
            source.Call?.Transcript is { } transcript ? new HeardWords(transcript, source.Call.Confidence, source.Call.IsFinal) : null,
            source.Call?.RecordingUrl,
            source.ConferenceId));
    }

    /// <summary>Our word for the provider's event type; <see cref="InboundCallEventKind.Other"/> for all that change nothing.</summary>
    public static InboundCallEventKind Kind(string type) => type switch
    {
        "call.initiated" => InboundCallEventKind.Initiated,
        "call.answered" => InboundCallEventKind.Answered,
        "call.hangup" => InboundCallEventKind.Hangup,
        "call.speak.ended" => InboundCallEventKind.SpeakEnded,
        "call.transcription" => InboundCallEventKind.Transcription,
        "streaming.started" => InboundCallEventKind.StreamingStarted,
        "streaming.stopped" => InboundCallEventKind.StreamingStopped,
        "streaming.failed" => InboundCallEventKind.StreamingFailed,
        "call.recording.saved" => InboundCallEventKind.RecordingSaved,
        "call.recording.error" => InboundCallEventKind.RecordingFailed,
        "conference.participant.joined" => InboundCallEventKind.ConferenceJoined,
        "conference.participant.left" => InboundCallEventKind.ConferenceLeft,
        "call.machine.detection.ended" or "call.machine.premium.detection.ended" => InboundCallEventKind.MachineDetected,
        _ => InboundCallEventKind.Other,
    };

    private static (string CallId, string? LegId)? Address(TelnyxEvent source, InboundCallEventKind kind, bool assumesIncoming)
    {
        if (CallLegState.TryParse(source.ClientState, out var leg))
        {
            return (leg.CallId, leg.LegId);
        }

        if (CallbackState.TryParse(source.ClientState, out var callback))
        {
            // Its beginning and answer are the alert's, which then opens the call.
            var callId = callback.CallId ?? source.CallSessionId;
            return kind is not (InboundCallEventKind.Initiated or InboundCallEventKind.Answered) && CallId.IsWellFormed(callId) ? (callId!, null) : null;
        }

        // Until it is answered a caller's leg carries no state. A state that is not ours is on somebody else's leg.
        if (source.ClientState is not null || !CallId.IsWellFormed(source.CallSessionId) || source.Direction is not (null or "incoming"))
        {
            return null;
        }

        return kind == InboundCallEventKind.Initiated && source.Direction is null && !assumesIncoming ? null : (source.CallSessionId!, null);
    }
}
