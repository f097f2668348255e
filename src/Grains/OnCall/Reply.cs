namespace FleetActors.OnCall;

/// <summary>What a text from a paged person asks for.</summary>
internal enum ReplyKind
{
    /// <summary>Nothing we know.</summary>
    Unknown = 0,

    /// <summary>They answer for an alert.</summary>
    Acknowledge = 1,

    /// <summary>Somebody else shall be paged now.</summary>
    Escalate = 2,

    /// <summary>No more texts, please.</summary>
    OptOut = 3,

    /// <summary>Texts again.</summary>
    OptIn = 4,

    /// <summary>How does this work?</summary>
    Help = 5,
}

/// <summary>A text, understood.</summary>
/// <param name="Code">Digits of the reply code; null when the text named none.</param>
internal readonly record struct Reply(ReplyKind Kind, string? Code = null);
