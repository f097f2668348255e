namespace FleetActors.Sandbox;

/// <summary>Makes legs; a number becomes a phone when the first one is made for it.</summary>
internal sealed class LegFactory(World world, FaultPlan faults, PhoneBook phones)
{
    private const string PlainConnection = "sandbox";

    public Leg Outgoing(string from, string to, string connectionId, string? sessionId, string? clientState, WebhookRoute route) =>
        Make(LegDirection.Outgoing, from, to, connectionId, sessionId, clientState, route);

    public Leg Incoming(string from, string to, string? connectionId) =>
        Make(LegDirection.Incoming, from, to, connectionId ?? PlainConnection, null, null, WebhookRoute.Default);

    private Leg Make(LegDirection direction, string from, string to, string connectionId, string? sessionId, string? clientState, WebhookRoute route)
    {
        var owner = direction == LegDirection.Outgoing ? to : from;
        return new Leg
        {
            SessionId = sessionId ?? Identifiers.NewId(),
            ConnectionId = connectionId,
            Direction = direction,
            From = from,
            To = to,
            Phone = phones.Get(owner),
            Script = faults.ScriptOf(owner),
            StartedAt = world.Now,
            ClientState = clientState,
            Route = route,
            Speech = new SpeechQueue(world),
        };
    }
}
