using System.Collections.Immutable;

namespace FleetActors.Alerts;

/// <summary>An alert as the API and the dashboard show it. Instants are UTC.</summary>
/// <param name="Action">What the policy does about it, in words.</param>
/// <param name="RecommendedAction">What inference advises the person to do; null when it said nothing.</param>
/// <param name="ClassifiedBy"><c>rule</c>, <c>client</c>, <c>inference</c> or <c>fallback</c>.</param>
/// <param name="ClassificationJson">Inference's whole answer as JSON (S2-41), or null.</param>
/// <param name="Step">The policy's step, 1 first; 0 before the first.</param>
/// <param name="Calls">Emergency calls that belong to it, oldest first.</param>
/// <param name="NextDueAt">When the policy acts next if nobody does; null when nothing is due.</param>
[GenerateSerializer, Immutable, Alias("fleet.alert.view")]
public sealed record AlertView(
    [property: Id(0)] string AlertId,
    [property: Id(1)] AlertStatus Status,
    [property: Id(2)] Severity Severity,
    [property: Id(3)] string Category,
    [property: Id(4)] string Briefing,
    [property: Id(5)] string Action,
    [property: Id(6)] string? RecommendedAction,
    [property: Id(7)] int? TimeSensitivityMinutes,
    [property: Id(8)] string ClassifiedBy,
    [property: Id(9)] string? ClassificationJson,
    [property: Id(10)] string? DeviceId,
    [property: Id(11)] string? FleetId,
    [property: Id(12)] string? DedupKey,
    [property: Id(13)] string? Rule,
    [property: Id(14)] string? Phone,
    [property: Id(15)] string SensorJson,
    [property: Id(16)] DateTimeOffset CreatedAt,
    [property: Id(17)] DateTimeOffset UpdatedAt,
    [property: Id(18)] long Occurrences,
    [property: Id(19)] DateTimeOffset LastOccurrenceAt,
    [property: Id(20)] AnsweredFor? Acknowledged,
    [property: Id(21)] AnsweredFor? Resolved,
    [property: Id(22)] DateTimeOffset? SnoozedUntil,
    [property: Id(23)] string? SuppressedBecause,
    [property: Id(24)] string PolicyId,
    [property: Id(25)] int Round,
    [property: Id(26)] int Step,
    [property: Id(27)] DateTimeOffset? NextDueAt,
    [property: Id(28)] string? ConferenceId,
    [property: Id(29)] ImmutableArray<AttemptView> Attempts,
    [property: Id(30)] ImmutableArray<TimelineEntryView> Timeline,
    [property: Id(31)] ImmutableArray<string> Calls = default);

/// <summary>Who answered for it (acknowledged, resolved), when and how.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.answered-for")]
public sealed record AnsweredFor(
    [property: Id(0)] string By,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string Via);

/// <summary>One SMS or call made for the alert.</summary>
/// <param name="Number">Masked to its last three digits.</param>
/// <param name="State">Word for where it stands, such as <c>queued</c>, <c>sent</c>, <c>ringing</c>, <c>briefing</c>, <c>conference</c>, <c>ended</c>, <c>failed</c>.</param>
/// <param name="Outcome">Why it ended, or null while it runs.</param>
[GenerateSerializer, Immutable, Alias("fleet.alert.attempt-view")]
public sealed record AttemptView(
    [property: Id(0)] string AttemptId,
    [property: Id(1)] int Round,
    [property: Id(2)] int Step,
    [property: Id(3)] string Channel,
    [property: Id(4)] string Target,
    [property: Id(5)] string Number,
    [property: Id(6)] string State,
    [property: Id(7)] string? Outcome,
    [property: Id(8)] DateTimeOffset StartedAt,
    [property: Id(9)] DateTimeOffset? EndedAt,
    [property: Id(10)] string? ReplyCode,
    [property: Id(11)] string? CallControlId);

/// <summary>One line of the timeline.</summary>
/// <param name="Kind">Stable word for the kind of event, such as <c>opened</c>, <c>dial_accepted</c>, <c>acknowledged</c>.</param>
/// <param name="Actor">Who or what: a person, <c>policy</c>, <c>provider</c>, <c>rule</c>, <c>inference</c>.</param>
[GenerateSerializer, Immutable, Alias("fleet.alert.timeline-entry")]
public sealed record TimelineEntryView(
    [property: Id(0)] int Sequence,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string Kind,
    [property: Id(3)] string Actor,
    [property: Id(4)] string Text);
