namespace FleetActors.Alerts;

/// <summary>The durable answer to a <see cref="RaiseAlert"/>: when the caller has it, the alert is stored.</summary>
/// <param name="Deduplicated">True when an unresolved alert with the same dedup key took the report.</param>
/// <param name="Action">What the policy does about it, in words (S2-23..25 for the built-in policies).</param>
/// <param name="ClassifiedBy"><c>rule</c>, <c>client</c>, <c>inference</c> or <c>fallback</c>.</param>
/// <param name="Phone">The reporter's number, else the masked number paged first, else null.</param>
/// <param name="Channel">The strongest channel of the first step: <c>conference</c>, <c>voice</c>, <c>sms</c> or <c>callback</c>.</param>
[GenerateSerializer, Immutable, Alias("fleet.alert.raised")]
public sealed record RaiseResult(
    [property: Id(0)] string AlertId,
    [property: Id(1)] bool Deduplicated,
    [property: Id(2)] AlertStatus Status,
    [property: Id(3)] Severity Severity,
    [property: Id(4)] string Category,
    [property: Id(5)] string Action,
    [property: Id(6)] string Briefing,
    [property: Id(7)] string ClassifiedBy,
    [property: Id(8)] string? Phone,
    [property: Id(9)] string Channel);
