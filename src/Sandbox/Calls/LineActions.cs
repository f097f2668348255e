namespace FleetActors.Sandbox;

/// <summary>Commands about the line itself: answer, reject, hangup, bridge, transfer, client_state_update.</summary>
internal sealed class LineActions(CallBook calls, LegFactory legs, DialConsequences consequences, Switchboard switchboard, Streaming streaming)
{
    public IEnumerable<LegAction> All =>
    [
        new("answer", NeedsAnswer: false, Answer),
        new("reject", NeedsAnswer: false, Reject),
        new("hangup", NeedsAnswer: false, Hangup),
        new("bridge", NeedsAnswer: true, Bridge),
        new("transfer", NeedsAnswer: true, Transfer),
    ];

    /// <summary><c>PUT .../actions/client_state_update</c>; its work is done by the door, which sets the state.</summary>
    public LegAction ClientStateUpdate { get; } = new("client_state_update", NeedsAnswer: false, static (_, fields) =>
    {
        fields.Required("client_state");
        return static () => null;
    });

    private static TelnyxReply NotForThisCall(string detail) => TelnyxReply.Refuse("90102", "Command is invalid", detail);

    private Func<TelnyxReply?> Answer(Leg leg, RequestFields fields)
    {
        var route = WebhookFields.Read(fields, leg.Route);
        var stream = StreamFields.Read(fields, urlRequired: false);
        var transcribe = fields.Flag("transcription");
        fields.Choice("record", null, "record-from-answer");
        return () =>
        {
            if (leg.Direction == LegDirection.Outgoing)
            {
                return NotForThisCall("An outbound call cannot be answered.");
            }

            if (leg.IsAnswered)
            {
                return NotForThisCall("The call has been answered already.");
            }

            leg.Route = route;
            leg.IsTranscribed = transcribe;
            if (stream is not null)
            {
                leg.OnAnswer.Add(() => streaming.Start(leg, stream));
            }

            switchboard.Answer(leg);
            return null;
        };
    }

    private Func<TelnyxReply?> Reject(Leg leg, RequestFields fields)
    {
        var cause = fields.RequiredChoice("cause", "CALL_REJECTED", "USER_BUSY");
        return () =>
        {
            if (leg.Direction == LegDirection.Outgoing || leg.IsAnswered)
            {
                return NotForThisCall("Only an inbound call that rings can be rejected.");
            }

            switchboard.End(leg, cause == "USER_BUSY" ? HangupCause.Busy : HangupCause.Rejected);
            return null;
        };
    }

    private Func<TelnyxReply?> Hangup(Leg leg, RequestFields fields) => () =>
    {
        switchboard.End(leg, (leg.IsAnswered, leg.Direction) switch
        {
            (true, _) => HangupCause.Normal(byCaller: leg.Direction == LegDirection.Outgoing),
            (false, LegDirection.Outgoing) => HangupCause.CallerGaveUp,
            (false, _) => HangupCause.Rejected,
        });
        return null;
    };

    private Func<TelnyxReply?> Bridge(Leg leg, RequestFields fields)
    {
        var partnerId = fields.Required("call_control_id");
        var park = fields.Choice("park_after_unbridge", null, "self");
        var preventDouble = fields.Flag("prevent_double_bridge");
        return () =>
        {
            if (calls.Find(partnerId) is not { } partner || partner == leg)
            {
                return TelnyxReply.BadCallControlId;
            }

            if (partner.IsEnded)
            {
                return TelnyxReply.CallEnded;
            }

            if (!partner.IsAnswered)
            {
                return TelnyxReply.NotAnswered;
            }

            if (preventDouble && (leg.BridgedTo ?? partner.BridgedTo) is not null)
            {
                return NotForThisCall("One of the calls is bridged already.");
            }

            leg.ParkAfterUnbridge = park is not null;
            switchboard.Bridge(leg, partner);
            return null;
        };
    }

    private Func<TelnyxReply?> Transfer(Leg leg, RequestFields fields)
    {
        var to = fields.Required("to");
        var from = fields.Text("from") ?? leg.To;
        if (to.Length > 0 && !PhoneNumber.IsDialable(to))
        {
            fields.Refuse(TelnyxError.NotE164("to"));
        }

        var plan = DialPlan.Read(fields) with { BridgeOnAnswer = true };
        var targetState = fields.ClientState("target_leg_client_state");
        var route = WebhookFields.Read(fields, leg.Route);
        var park = fields.Choice("park_after_unbridge", null, "self") is not null;
        return () =>
        {
            leg.ParkAfterUnbridge |= park;
            var target = legs.Outgoing(from, to, leg.ConnectionId, leg.SessionId, targetState, route);
            consequences.Plan(target, plan, leg);
            switchboard.Begin(target);
            switchboard.Ring(target, plan.RingTime, plan.RetryOnTimeout ? HangupCause.RingTimeout : HangupCause.NoAnswer);
            return null;
        };
    }
}
