using System.Text.Json.Nodes;

namespace FleetActors.Sandbox;

/// <summary>A leg as the API shows it.</summary>
internal static class CallJson
{
    /// <summary>As the answer of Dial and of <c>GET /v2/calls/{id}</c>.</summary>
    public static JsonObject Of(Leg leg, bool isAlive, DateTimeOffset now)
    {
        var json = new JsonObject
        {
            ["record_type"] = "call",
            ["call_control_id"] = leg.ControlId,
            ["call_leg_id"] = leg.LegId,
            ["call_session_id"] = leg.SessionId,
            ["is_alive"] = isAlive,
            ["client_state"] = leg.ClientState,
            ["call_duration"] = leg.DurationSeconds(now),
            ["start_time"] = Identifiers.Iso(leg.StartedAt),
        };
        if (leg.EndedAt is { } ended)
        {
            json["end_time"] = Identifiers.Iso(ended);
        }

        return json;
    }

    /// <summary>As an entry of the active calls of a connection.</summary>
    public static JsonObject Active(Leg leg, DateTimeOffset now) => new()
    {
        ["record_type"] = "call",
        ["call_control_id"] = leg.ControlId,
        ["call_leg_id"] = leg.LegId,
        ["call_session_id"] = leg.SessionId,
        ["call_duration"] = leg.DurationSeconds(now),
        ["client_state"] = leg.ClientState,
    };
}
