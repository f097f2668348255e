using System.Text.Json.Nodes;

namespace FleetActors.Sandbox;

/// <summary>A phone as <c>/sandbox/phones</c> shows it.</summary>
internal static class PhoneJson
{
    public static JsonObject Empty(string number) => Of(new Phone(number));

    public static JsonObject Of(Phone phone) => new()
    {
        ["number"] = phone.Number,
        ["version"] = phone.Version,
        ["calls"] = new JsonArray([.. phone.Calls.Select(Of)]),
        ["messages"] = new JsonArray([.. phone.Received.Select(static message => Of(message, "from"))]),
        ["sent"] = new JsonArray([.. phone.Sent.Select(static message => Of(message, "to"))]),
        ["stopped"] = new JsonArray([.. phone.Stopped.Select(static number => (JsonNode)number)]),
    };

    private static JsonObject Of(Leg leg)
    {
        var json = new JsonObject
        {
            ["call_control_id"] = leg.ControlId,
            ["state"] = leg.State switch { LegState.Ringing => "ringing", LegState.Answered => "answered", _ => "ended" },
            ["direction"] = leg.Direction == LegDirection.Incoming ? "incoming" : "outgoing",
            ["from"] = leg.From,
            ["to"] = leg.To,
            ["started_at"] = Identifiers.Iso(leg.StartedAt),
            ["answered_at"] = Identifiers.Iso(leg.AnsweredAt),
            ["ended_at"] = Identifiers.Iso(leg.EndedAt),
            ["hangup_cause"] = leg.Hangup?.Cause,
            ["heard"] = Texts(leg.Heard),
            ["speaking"] = leg.Speech.IsSpeaking || leg.Conference is { Speech.IsSpeaking: true },
            ["awaits_digits"] = leg.Gather is not null,
            ["pressed"] = leg.Pressed,
            ["tones"] = leg.Tones,
            ["conference"] = leg.Conference?.Name,
            ["bridged_to"] = leg.BridgedTo?.Phone.Number,
            ["voicemail"] = leg.Voicemail is not null,
        };
        if (leg.Voicemail is { } machine)
        {
            json["recorded"] = Texts(machine.Recorded);
        }

        return json;
    }

    private static JsonObject Of(PhoneMessage message, string other) => new()
    {
        ["id"] = message.Id,
        [other] = message.Other,
        ["text"] = message.Text,
        ["at"] = Identifiers.Iso(message.At),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(static text => (JsonNode)text)]);
}
