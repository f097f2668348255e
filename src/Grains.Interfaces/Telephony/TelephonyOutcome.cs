namespace FleetActors.Telephony;

/// <summary>What became of a <see cref="TelephonyCommand"/>.</summary>
public enum TelephonyOutcome
{
    /// <summary>Not set; never returned.</summary>
    Unknown = 0,

    /// <summary>The provider took the command.</summary>
    Accepted = 1,

    /// <summary>Refused for now (429, 5xx, channel limit, connection refused): certain that nothing happened, worth a retry.</summary>
    Transient = 2,

    /// <summary>Refused for good (bad number, opted out, not permitted).</summary>
    Permanent = 3,

    /// <summary>The answer was lost (timeout, broken connection): it may or may not have happened.</summary>
    AnswerLost = 4,

    /// <summary>The leg or conference named is already over.</summary>
    Gone = 5,
}
