namespace FleetActors.Calls;

/// <summary>Where a packet stands in the dispatch queue. On the wire in capitals, such as <c>IN_PROGRESS</c>.</summary>
public enum PacketStatus
{
    /// <summary>Not in the queue.</summary>
    Unknown = 0,

    /// <summary>Waits for a dispatcher.</summary>
    Open = 1,

    /// <summary>A dispatcher has claimed it.</summary>
    InProgress = 2,

    /// <summary>Help is on its way; not closed yet.</summary>
    Dispatched = 3,

    /// <summary>Closed: dealt with.</summary>
    Resolved = 4,

    /// <summary>Closed: nothing to do, such as a wrong number.</summary>
    Cancelled = 5,
}
