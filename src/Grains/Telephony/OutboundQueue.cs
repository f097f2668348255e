namespace FleetActors.Telephony;

/// <summary>
/// What waits to leave: in each lane the most urgent first, first come first served among equals. An effect is held once, from
/// <see cref="Add"/> until <see cref="Complete"/>.
/// </summary>
internal sealed class OutboundQueue(int capacity)
{
    private const int Urgencies = 4;

    private readonly LinkedList<OutboundRequest>[] _waiting = NewLists();
    private readonly Dictionary<EffectKey, LinkedListNode<OutboundRequest>?> _held = [];
    private readonly int[] _count = new int[OutboundLanes.Count];

    /// <summary>Waiting in all lanes.</summary>
    public int Count { get; private set; }

    /// <summary>Waiting in one lane.</summary>
    public int CountIn(OutboundLane lane) => _count[(int)lane];

    /// <summary>Queues a request; urgencies outside <see cref="OutboundRequest.Emergency"/> to 2 count as the nearest.</summary>
    public AddOutcome Add(OutboundRequest request)
    {
        if (_held.ContainsKey(EffectKey.Of(request)))
        {
            return AddOutcome.HeldAlready;
        }

        if (Count >= capacity)
        {
            return AddOutcome.Full;
        }

        _held.Add(EffectKey.Of(request), ListOf(request).AddLast(request));
        Changed(request, 1);
        return AddOutcome.Queued;
    }

    /// <summary>Whether an effect waits or was taken and is not over.</summary>
    public bool Holds(EffectKey key) => _held.ContainsKey(key);

    /// <summary>Takes the next request of a lane, which stays held; null when none waits.</summary>
    public OutboundRequest? Take(OutboundLane lane)
    {
        for (var urgency = 0; urgency < Urgencies; urgency++)
        {
            var list = _waiting[Index(lane, urgency)];
            if (list.First is { } first)
            {
                list.RemoveFirst();
                Changed(first.Value, -1);
                _held[EffectKey.Of(first.Value)] = null;
                return first.Value;
            }
        }

        return null;
    }

    /// <summary>A taken request is over; the effect may be queued again.</summary>
    public void Complete(OutboundRequest request) => _held.Remove(EffectKey.Of(request));

    /// <summary>Drops a request that still waits; false when it has been taken or was never here.</summary>
    public bool Withdraw(EffectKey key)
    {
        if (!_held.TryGetValue(key, out var node) || node is null)
        {
            return false;
        }

        node.List!.Remove(node);
        Changed(node.Value, -1);
        _held.Remove(key);
        return true;
    }

    private LinkedList<OutboundRequest> ListOf(OutboundRequest request) =>
        _waiting[Index(OutboundLanes.Of(request.Command), Math.Clamp(request.Urgency - OutboundRequest.Emergency, 0, Urgencies - 1))];

    private void Changed(OutboundRequest request, int by)
    {
        Count += by;
        _count[(int)OutboundLanes.Of(request.Command)] += by;
    }

    private static int Index(OutboundLane lane, int urgency) => ((int)lane * Urgencies) + urgency;

    private static LinkedList<OutboundRequest>[] NewLists() =>
        [.. Enumerable.Range(0, OutboundLanes.Count * Urgencies).Select(_ => new LinkedList<OutboundRequest>())];
}
