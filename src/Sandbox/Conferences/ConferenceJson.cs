using System.Text.Json.Nodes;

namespace FleetActors.Sandbox;

/// <summary>Conferences as the API shows them.</summary>
internal static class ConferenceJson
{
    public static JsonObject Of(Conference conference)
    {
        var json = new JsonObject
        {
            ["record_type"] = "conference",
            ["id"] = conference.Id,
            ["name"] = conference.Name,
            ["created_at"] = Identifiers.Iso(conference.CreatedAt),
            ["expires_at"] = Identifiers.Iso(conference.ExpiresAt),
            ["updated_at"] = Identifiers.Iso(conference.UpdatedAt),
            ["status"] = conference.Status,
            ["connection_id"] = conference.Owner.ConnectionId,
            ["region"] = conference.Region,
        };
        if (conference.EndReason is { } reason)
        {
            json["end_reason"] = reason;
        }

        if (conference.EndedBy is { } leg)
        {
            json["ended_by"] = new JsonObject { ["call_control_id"] = leg.ControlId, ["call_session_id"] = leg.SessionId };
        }

        return json;
    }

    public static JsonObject Of(Conference conference, Participant participant) => new()
    {
        ["record_type"] = "participant",
        ["id"] = participant.Id,
        ["call_control_id"] = participant.Leg.ControlId,
        ["call_leg_id"] = participant.Leg.LegId,
        ["conference"] = new JsonObject { ["id"] = conference.Id, ["name"] = conference.Name },
        ["status"] = participant.LeftAt is null ? "joined" : "left",
        ["muted"] = participant.IsMuted,
        ["on_hold"] = participant.IsOnHold,
        ["end_conference_on_exit"] = participant.EndsOnExit,
        ["whisper_call_control_ids"] = new JsonArray(),
    };
}
