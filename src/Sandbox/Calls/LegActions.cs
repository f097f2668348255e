namespace FleetActors.Sandbox;

/// <summary>
/// The door of <c>POST /v2/calls/{id}/actions/{name}</c>: finds the leg, recognises repeats, checks that the leg is in a state for the command,
/// and sets its client state before the command's own work begins.
/// </summary>
internal sealed class LegActions(CallBook calls, CommandWindow window)
{
    private readonly Dictionary<string, LegAction> _actions = [];

    /// <summary>Adds commands; each name once.</summary>
    public LegActions Add(params IEnumerable<LegAction> actions)
    {
        foreach (var action in actions)
        {
            _actions.Add(action.Name, action);
        }

        return this;
    }

    public TelnyxReply Execute(TelnyxRequest request)
    {
        if (!_actions.TryGetValue(request.Action, out var action))
        {
            return TelnyxReply.Refuse(404, new TelnyxError("10005", "Resource not found", $"The sandbox knows no command '{request.Action}'."));
        }

        if (calls.Find(request.Id) is not { } leg)
        {
            return TelnyxReply.BadCallControlId;
        }

        var commandId = request.Fields.Text("command_id");
        if (window.Find(leg.ControlId, commandId) is { } first)
        {
            return first;
        }

        if (leg.IsEnded)
        {
            return TelnyxReply.CallEnded;
        }

        leg.ApiAddress = request.ApiAddress;
        var reply = Execute(action, leg, request.Fields);
        window.Remember(leg.ControlId, commandId, reply);
        return reply;
    }

    private static TelnyxReply Execute(LegAction action, Leg leg, RequestFields fields)
    {
        var clientState = fields.ClientState();
        var work = action.Read(leg, fields);
        if (fields.Refusal is { } refusal)
        {
            return refusal;
        }

        if (action.NeedsAnswer && !leg.IsAnswered)
        {
            return TelnyxReply.NotAnswered;
        }

        var before = leg.ClientState;
        leg.ClientState = clientState ?? before;
        if (work() is { } refused)
        {
            leg.ClientState = before;
            return refused;
        }

        return TelnyxReply.Done;
    }
}

/// <summary>One command of a leg.</summary>
/// <param name="NeedsAnswer">Refused with 90034 until the leg is answered.</param>
/// <param name="Read">
/// Reads the fields and gives the work to do if all of them are in order. The work returns a refusal if the leg's state forbids it,
/// and must not have done anything then; null means done.
/// </param>
internal sealed record LegAction(string Name, bool NeedsAnswer, Func<Leg, RequestFields, Func<TelnyxReply?>> Read);
