namespace FleetActors.Calls;

/// <summary>
/// Events that overtook the announcement of their call; they wait for it in memory. Those of somebody else's call wait for nothing, and are forgotten with the
/// activation.
/// </summary>
internal sealed class EarlyEvents
{
    private const int Most = 16;

    private readonly List<InboundCallEvent> _events = [];

    /// <summary>The one to take in next, or null: in the order in which they happened, the hang-up last.</summary>
    public InboundCallEvent? Next => _events.MinBy(static e => (e.Kind == InboundCallEventKind.Hangup, e.OccurredAt));

    /// <summary>Keeps one for later; a repeat, and what is too much, is not kept.</summary>
    public void Keep(InboundCallEvent inboundEvent)
    {
        if (_events.Count < Most && _events.All(other => other.EventId != inboundEvent.EventId))
        {
            _events.Add(inboundEvent);
        }
    }

    /// <summary>It is taken in.</summary>
    public void Remove(InboundCallEvent inboundEvent) => _events.Remove(inboundEvent);
}
