namespace FleetActors.Sandbox;

/// <summary>Every call, live or ended less than ten minutes ago. Used only inside <see cref="World.Enter{T}"/>.</summary>
internal sealed class CallBook(World world)
{
    private const int MostEnded = 50_000;
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(10);

    private static readonly IComparer<(long Sequence, Leg? Leg)> BySequence =
        Comparer<(long Sequence, Leg? Leg)>.Create(static (x, y) => x.Sequence.CompareTo(y.Sequence));

    private readonly Dictionary<string, Leg> _legs = [];
    private readonly Dictionary<string, SortedSet<(long Sequence, Leg? Leg)>> _activeByConnection = [];
    private readonly Queue<Leg> _ended = new();
    private long _sequence;

    public int LiveOutgoing { get; private set; }

    public Leg? Find(string callControlId)
    {
        Forget();
        return _legs.GetValueOrDefault(callControlId);
    }

    public void Add(Leg leg)
    {
        leg.Sequence = ++_sequence;
        _legs.Add(leg.ControlId, leg);
        if (!_activeByConnection.TryGetValue(leg.ConnectionId, out var active))
        {
            _activeByConnection.Add(leg.ConnectionId, active = new(BySequence));
        }

        active.Add((leg.Sequence, leg));
        LiveOutgoing += leg.Direction == LegDirection.Outgoing ? 1 : 0;
        Forget();
    }

    public void Ended(Leg leg)
    {
        var active = _activeByConnection[leg.ConnectionId];
        active.Remove((leg.Sequence, leg));
        if (active.Count == 0)
        {
            _activeByConnection.Remove(leg.ConnectionId);
        }

        LiveOutgoing -= leg.Direction == LegDirection.Outgoing ? 1 : 0;
        _ended.Enqueue(leg);
        Forget();
    }

    /// <summary>How many calls of a connection are live.</summary>
    public int CountActive(string connectionId) => _activeByConnection.GetValueOrDefault(connectionId)?.Count ?? 0;

    /// <summary>Live calls of a connection that came after a place in the sequence, oldest first.</summary>
    public IEnumerable<Leg> ActiveAfter(string connectionId, long sequence) =>
        _activeByConnection.TryGetValue(connectionId, out var active)
            ? active.GetViewBetween((sequence + 1, null), (long.MaxValue, null)).Select(static entry => entry.Leg!)
            : [];

    private void Forget()
    {
        var limit = world.Now - Keep;
        while (_ended.TryPeek(out var leg) && (leg.EndedAt <= limit || _ended.Count > MostEnded))
        {
            _ended.Dequeue();
            _legs.Remove(leg.ControlId);
            leg.Phone.Calls.Remove(leg);
        }
    }
}
