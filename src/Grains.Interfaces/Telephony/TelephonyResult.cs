namespace FleetActors.Telephony;

/// <summary>The provider's answer to one command, classified.</summary>
/// <param name="Id">Message id, call_control_id or conference id; null where the command has none or the answer was lost.</param>
/// <param name="Code">Provider error code (digits), or HTTP status as text, or null.</param>
/// <param name="Reason">Short text for the timeline.</param>
/// <param name="RetryAfter">The provider's own wish, when it named one.</param>
[GenerateSerializer, Immutable, Alias("fleet.telephony.result")]
public sealed record TelephonyResult(
    [property: Id(0)] TelephonyOutcome Outcome,
    [property: Id(1)] string? Id,
    [property: Id(2)] string? Code,
    [property: Id(3)] string Reason,
    [property: Id(4)] TimeSpan? RetryAfter)
{
    /// <summary>The provider took it.</summary>
    public static TelephonyResult Accepted(string? id) => new(TelephonyOutcome.Accepted, id, null, "accepted", null);

    /// <summary>Nothing happened; try again.</summary>
    public static TelephonyResult Transient(string? code, string reason, TimeSpan? retryAfter = null) =>
        new(TelephonyOutcome.Transient, null, code, reason, retryAfter);

    /// <summary>Nothing happened and a repeat will not help.</summary>
    public static TelephonyResult Permanent(string? code, string reason) => new(TelephonyOutcome.Permanent, null, code, reason, null);

    /// <summary>It may have happened.</summary>
    public static TelephonyResult AnswerLost(string reason) => new(TelephonyOutcome.AnswerLost, null, null, reason, null);

    /// <summary>The leg or conference is over.</summary>
    public static TelephonyResult Gone(string? code, string reason) => new(TelephonyOutcome.Gone, null, code, reason, null);
}
