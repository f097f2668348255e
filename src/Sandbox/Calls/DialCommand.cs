using System.Text.Json;
using System.Text.RegularExpressions;

namespace FleetActors.Sandbox;

/// <summary><c>POST /v2/calls</c>: checks a Dial and puts its leg on the line. The answer says only that dialling has begun.</summary>
internal sealed partial class DialCommand(
    SandboxOptions options,
    World world,
    FaultPlan faults,
    CallBook calls,
    CommandWindow window,
    LegFactory legs,
    DialConsequences consequences,
    Switchboard switchboard)
{
    public TelnyxReply Execute(TelnyxRequest request)
    {
        var fields = request.Fields;
        var commandId = fields.Text("command_id");
        if (window.Find(CommandWindow.Dials, commandId) is { } first)
        {
            return first;
        }

        var connectionId = fields.Required("connection_id");
        var to = ReadTo(fields);
        var from = ReadFrom(fields);
        fields.Text("from_display_name", 128);
        var plan = DialPlan.Read(fields);
        var clientState = fields.ClientState();
        var route = WebhookFields.Read(fields, WebhookRoute.Default);
        var linked = ReadLink(fields, plan);
        if (connectionId.Length > 0 && (!ConnectionId().IsMatch(connectionId) || (options.ConnectionId ?? connectionId) != connectionId))
        {
            fields.Refuse(TelnyxError.BadRequest("The connection_id is not one of a call control application.", "connection_id"));
        }

        if (fields.Refusal is { } refusal)
        {
            return refusal;
        }

        if (faults.Behaviour.Limits.ConcurrentCalls is { } most && calls.LiveOutgoing >= most)
        {
            return TelnyxReply.Refuse(403, new TelnyxError(
                "90041", "User termination channels limit exceeded", $"The limit of {most} simultaneous calls has been reached."));
        }

        var leg = legs.Outgoing(from, to, connectionId, linked?.SessionId, clientState, route);
        consequences.Plan(leg, plan, linked);
        switchboard.Begin(leg);
        switchboard.Ring(leg, plan.RingTime, plan.RetryOnTimeout ? HangupCause.RingTimeout : HangupCause.NoAnswer);
        var reply = TelnyxReply.Data(CallJson.Of(leg, isAlive: false, world.Now));
        window.Remember(CommandWindow.Dials, commandId, reply);
        return reply;
    }

    private Leg? ReadLink(RequestFields fields, DialPlan plan)
    {
        var linkTo = fields.Text("link_to");
        if (linkTo is null)
        {
            if (plan.BridgeOnAnswer || fields.Flag("bridge_intent") || fields.Has("park_after_unbridge"))
            {
                fields.Refuse(TelnyxError.Missing("link_to"));
            }

            return null;
        }

        if (calls.Find(linkTo) is { } other)
        {
            return other;
        }

        fields.Refuse(new TelnyxError("90015", "Invalid Call Control ID", "The call to link to does not exist.", "/link_to"));
        return null;
    }

    private static string ReadTo(RequestFields fields)
    {
        var value = fields.Find("to");
        if (value is { ValueKind: JsonValueKind.Array } list)
        {
            if (list.GetArrayLength() != 1)
            {
                fields.Refuse(TelnyxError.BadRequest("The sandbox dials one number per command.", "to"));
                return "";
            }

            value = list[0];
        }

        if (value is null)
        {
            fields.Refuse(TelnyxError.Missing("to"));
            return "";
        }

        // Digits to send after the answer may follow a comma.
        var number = value.Value.ValueKind == JsonValueKind.String ? value.Value.GetString()!.Split(',', 2)[0] : "";
        if (!PhoneNumber.IsDialable(number))
        {
            fields.Refuse(TelnyxError.NotE164("to"));
        }

        return number;
    }

    private static string ReadFrom(RequestFields fields)
    {
        var from = fields.Required("from");
        if (from.Length > 0 && !PhoneNumber.IsDialable(from))
        {
            fields.Refuse(TelnyxError.NotE164("from"));
        }

        return from;
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ConnectionId();
}
