using System.Text.Json.Nodes;

namespace FleetActors.Sandbox;

/// <summary>The webhooks of a leg: the fields that each event carries.</summary>
internal sealed class CallEvents(World world, WebhookSender sender, WebhookAddresses addresses)
{
    private static readonly string[] Codecs = ["PCMU", "PCMA", "G722"];

    public void Initiated(Leg leg)
    {
        var payload = WithParties(leg);
        payload["direction"] = leg.Direction == LegDirection.Incoming ? "incoming" : "outgoing";
        payload["state"] = leg.Direction == LegDirection.Incoming ? "parked" : "bridging";
        payload["start_time"] = Identifiers.Iso(leg.StartedAt);
        payload["caller_id_name"] = leg.From;
        payload["connection_codecs"] = string.Join(',', Codecs);
        payload["offered_codecs"] = string.Join(',', Codecs);
        payload["shaken_stir_attestation"] = leg.Direction == LegDirection.Incoming ? "A" : null;
        payload["shaken_stir_validated"] = leg.Direction == LegDirection.Incoming ? true : null;
        payload["call_screening_result"] = null;
        Send(leg, CallEventTypes.Initiated, payload);
    }

    public void Answered(Leg leg)
    {
        var payload = WithParties(leg);
        payload["start_time"] = Identifiers.Iso(leg.StartedAt);
        payload["state"] = "answered";
        Send(leg, CallEventTypes.Answered, payload);
    }

    public void HungUp(Leg leg, HangupCause cause)
    {
        var payload = WithParties(leg);
        payload["start_time"] = Identifiers.Iso(leg.StartedAt);
        payload["end_time"] = Identifiers.Iso(leg.EndedAt);
        payload["state"] = "hangup";
        payload["hangup_cause"] = cause.Cause;
        payload["hangup_source"] = cause.Source;
        payload["sip_hangup_cause"] = cause.Sip;
        payload["call_quality_stats"] = null;
        Send(leg, CallEventTypes.Hangup, payload);
    }

    public void Bridged(Leg leg) => Send(leg, CallEventTypes.Bridged, WithParties(leg));

    public void SpeakStarted(Leg leg) => Send(leg, CallEventTypes.SpeakStarted, Common(leg));

    /// <param name="status"><c>completed</c> or <c>call_hangup</c>.</param>
    public void SpeakEnded(Leg leg, string status)
    {
        var payload = Common(leg);
        payload["status"] = status;
        Send(leg, CallEventTypes.SpeakEnded, payload);
    }

    public void DtmfReceived(Leg leg, char digit)
    {
        var payload = WithParties(leg);
        payload["digit"] = digit.ToString();
        Send(leg, CallEventTypes.DtmfReceived, payload);
    }

    /// <param name="status"><c>valid</c>, <c>invalid</c>, <c>timeout</c>, <c>cancelled</c> or <c>call_hangup</c>.</param>
    public void GatherEnded(Leg leg, string digits, string status)
    {
        var payload = WithParties(leg);
        payload["digits"] = digits;
        payload["status"] = status;
        Send(leg, CallEventTypes.GatherEnded, payload);
    }

    /// <summary>One of the four answering machine events.</summary>
    public void Machine(Leg leg, string eventType, string result)
    {
        var payload = WithParties(leg);
        payload["result"] = result;
        Send(leg, eventType, payload);
    }

    public void Streaming(Leg leg, string eventType, string url)
    {
        var payload = Common(leg);
        payload["stream_url"] = url;
        Send(leg, eventType, payload);
    }

    public void StreamingFailed(Leg leg, MediaStream stream, string reason)
    {
        var payload = Common(leg);
        payload["failure_reason"] = reason;
        payload["stream_id"] = stream.Id;
        payload["stream_type"] = "websocket";
        payload["stream_params"] = new JsonObject { ["stream_url"] = stream.Url, ["track"] = stream.Track };
        Send(leg, CallEventTypes.StreamingFailed, payload);
    }

    /// <summary>Names no <c>call_control_id</c>, unlike all other events of a leg.</summary>
    public void RecordingSaved(Leg leg, LegRecording recording, string url)
    {
        var payload = Common(leg);
        payload.Remove("call_control_id");
        payload["channels"] = recording.Channels;
        payload["recording_urls"] = new JsonObject { [recording.Format] = url };
        payload["public_recording_urls"] = new JsonObject();
        payload["recording_started_at"] = Identifiers.Iso(recording.StartedAt);
        payload["recording_ended_at"] = Identifiers.Iso(world.Now);
        Send(leg, CallEventTypes.RecordingSaved, payload);
    }

    /// <summary>A conference event that is about one leg; it goes where the leg's events go and carries the conference's client state.</summary>
    public void Participant(Leg leg, Conference conference, string eventType)
    {
        var payload = WithParties(leg);
        payload["conference_id"] = conference.Id;
        payload["client_state"] = conference.ClientState;
        Send(leg, eventType, payload);
    }

    /// <summary>A conference's own event; its time is inside the payload.</summary>
    public void OfConference(Conference conference, string eventType, string? reason = null)
    {
        var payload = new JsonObject
        {
            ["conference_id"] = conference.Id,
            ["connection_id"] = conference.Owner.ConnectionId,
        };
        if (eventType is CallEventTypes.ConferenceSpeakStarted or CallEventTypes.ConferenceSpeakEnded)
        {
            payload["creator_call_session_id"] = conference.Owner.SessionId;
        }
        else
        {
            payload["call_control_id"] = conference.Owner.ControlId;
            payload["call_leg_id"] = conference.Owner.LegId;
            payload["call_session_id"] = conference.Owner.SessionId;
            payload["client_state"] = conference.ClientState;
        }

        if (reason is not null)
        {
            payload["reason"] = reason;
        }

        sender.Send(
            conference.Lane,
            addresses.ForVoice(conference.Owner.Route, eventType),
            new WebhookEvent(eventType, world.Now, payload, occurredAtInPayload: true));
    }

    private void Send(Leg leg, string eventType, JsonObject payload) =>
        sender.Send(leg.Lane, addresses.ForVoice(leg.Route, eventType), new WebhookEvent(eventType, world.Now, payload));

    private static JsonObject Common(Leg leg) => new()
    {
        ["call_control_id"] = leg.ControlId,
        ["connection_id"] = leg.ConnectionId,
        ["call_leg_id"] = leg.LegId,
        ["call_session_id"] = leg.SessionId,
        ["client_state"] = leg.ClientState,
    };

    private static JsonObject WithParties(Leg leg)
    {
        var payload = Common(leg);
        payload["from"] = leg.From;
        payload["to"] = leg.To;
        return payload;
    }
}
