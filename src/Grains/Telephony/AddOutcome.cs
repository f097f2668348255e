namespace FleetActors.Telephony;

/// <summary>What came of queueing.</summary>
internal enum AddOutcome
{
    /// <summary>Not set.</summary>
    Unknown = 0,

    /// <summary>It waits now.</summary>
    Queued = 1,

    /// <summary>It waits or is under way already.</summary>
    HeldAlready = 2,

    /// <summary>No room.</summary>
    Full = 3,
}
