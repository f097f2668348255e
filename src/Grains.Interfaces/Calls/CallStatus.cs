namespace FleetActors.Calls;

/// <summary>Where a call stands. On the wire <c>RINGING</c>, <c>ACTIVE</c>, <c>ENDED</c>.</summary>
public enum CallStatus
{
    /// <summary>Not announced; never shown.</summary>
    Unknown = 0,

    /// <summary>Announced, not answered yet.</summary>
    Ringing = 1,

    /// <summary>Answered.</summary>
    Active = 2,

    /// <summary>Hung up, or given up because nothing was heard of it any more.</summary>
    Ended = 3,
}
