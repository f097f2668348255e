namespace FleetActors.Calls;

/// <summary>
/// How urgent a call is. Ordered: a higher value is more urgent. On the wire <c>UNKNOWN</c>, <c>LOW</c>, <c>MEDIUM</c>, <c>HIGH</c>, <c>CRITICAL</c>.
/// A level is a band of the score: below 0.25 low, below 0.5 medium, below 0.75 high, from 0.75 on critical.
/// </summary>
public enum RiskLevel
{
    /// <summary>Nothing heard yet; only while a call is live. A finished call that said nothing is at least <see cref="Medium"/>.</summary>
    Unknown = 0,

    /// <summary>Nobody is in danger as far as one can hear.</summary>
    Low = 1,

    /// <summary>Somebody may need help, or nobody can tell.</summary>
    Medium = 2,

    /// <summary>Somebody needs help soon.</summary>
    High = 3,

    /// <summary>A life is at stake now.</summary>
    Critical = 4,
}
