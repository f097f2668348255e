using FleetActors.Alerts;
using FleetActors.Calls;

namespace FleetActors.Webhooks;

/// <summary>Translates provider events of page legs and messages into the alert's words. Pure.</summary>
internal static class CallEvents
{
    /// <summary>The alert's event, and which alert; null for events that no alert has asked for.</summary>
    public static (string AlertId, CallEvent Event)? Read(TelnyxEvent source, DateTimeOffset now)
    {
        var kind = Kind(source.Type);
        return kind != CallEventKind.Other && LegState.TryParse(source.ClientState, out var leg)
            ? (leg.AlertId, Read(source, kind, leg.AttemptId, leg.Prompt, null, now))
            : null;
    }

    /// <summary>The alert's event of a leg that calls a device back, and which alert; null for any other.</summary>
    public static (string AlertId, CallEvent Event)? ReadCallback(TelnyxEvent source, DateTimeOffset now)
    {
        var kind = Kind(source.Type);
        if (kind == CallEventKind.Other || !CallbackState.TryParse(source.ClientState, out var leg))
        {
            return null;
        }

        var callId = CallId.IsWellFormed(source.CallSessionId) ? source.CallSessionId : null;
        return (leg.AlertId, Read(source, kind, leg.AttemptId, 0, callId, now));
    }

    /// <summary>The delivery report of a message, named by the reference on its address; null for any other event.</summary>
    public static (string AlertId, MessageReport Report)? ReadReport(TelnyxEvent source, string? reference)
    {
        if (source.Type is not ("message.sent" or "message.finalized") || reference is null)
        {
            return null;
        }

        var dot = reference.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && dot < reference.Length - 1 && AlertId.IsWellFormed(reference[..dot])
            ? (reference[..dot], new MessageReport(source.Id, reference[(dot + 1)..], source.MessageId, source.Detail ?? Suffix(source.Type), source.Error))
            : null;
    }

    /// <summary>Our word for the provider's event type; <see cref="CallEventKind.Other"/> for all that change nothing.</summary>
    public static CallEventKind Kind(string type) => type switch
    {
        "call.initiated" => CallEventKind.Initiated,
        "call.answered" => CallEventKind.Answered,
        "call.machine.detection.ended" or "call.machine.premium.detection.ended" => CallEventKind.MachineDetected,
        "call.machine.greeting.ended" or "call.machine.premium.greeting.ended" => CallEventKind.GreetingEnded,
        "call.speak.ended" => CallEventKind.SpeakEnded,
        "call.dtmf.received" => CallEventKind.Digit,
        "call.gather.ended" => CallEventKind.GatherEnded,
        "call.hangup" => CallEventKind.Hangup,
        "conference.participant.joined" => CallEventKind.ConferenceJoined,
        "conference.participant.left" => CallEventKind.ConferenceLeft,
        "conference.ended" => CallEventKind.ConferenceEnded,
        _ => CallEventKind.Other,
    };

    private static CallEvent Read(TelnyxEvent source, CallEventKind kind, string attemptId, int prompt, string? callId, DateTimeOffset now) => new(
        source.Id,
        kind,
        source.OccurredAt ?? now,
        source.CallControlId,
        attemptId,
        prompt,
        source.Digits,
        source.Detail,
        Who(kind, source.Detail),
        source.ConferenceId,
        callId);

    private static AnsweredBy Who(CallEventKind kind, string? result) => (kind, result) switch
    {
        // A greeting that ends was a machine's, even when the detection event never comes.
        (CallEventKind.GreetingEnded, _) => AnsweredBy.Machine,
        (CallEventKind.MachineDetected, "machine" or "fax_detected") => AnsweredBy.Machine,
        (CallEventKind.MachineDetected, "human" or "human_residence" or "human_business" or "not_sure") => AnsweredBy.Human,
        _ => AnsweredBy.Unknown,
    };

    private static string Suffix(string type) => type[(type.LastIndexOf('.') + 1)..];
}
