using System.Text.Json.Serialization;
using FleetActors.Http;

namespace FleetActors.Alerts;

/// <summary>Answer to <c>POST /alert</c>, given after the alert is stored.</summary>
/// <param name="Status">Where the alert stands, such as <c>paging</c>.</param>
/// <param name="Action">What the escalation policy does about it, in words.</param>
/// <param name="ClassifiedBy"><c>rule</c>, <c>client</c>, <c>inference</c> or <c>fallback</c>.</param>
/// <param name="Phone">The reporter's number, else the masked number paged first.</param>
/// <param name="Channel">The strongest channel of the first step: <c>sms</c>, <c>voice</c> or <c>conference</c>.</param>
/// <param name="Deduplicated">True when an unresolved alert with the same dedup key took the report; absent otherwise.</param>
internal sealed record RaisedResponse(
    string AlertId,
    string Status,
    string Severity,
    string Category,
    string Action,
    string Briefing,
    string ClassifiedBy,
    string? Phone,
    string Channel,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Deduplicated);

/// <summary>
/// An alert. Instants are UTC. The members <c>sensor_data</c>, <c>classification</c>, <c>timestamp</c> and <c>action_taken</c> say the
/// same as others in the form that older clients read.
/// </summary>
/// <param name="SensorData">The report as it was received.</param>
/// <param name="Classification">Inference's whole answer, or what the classification came to without one.</param>
/// <param name="Timestamp">When it was received, in whole seconds.</param>
/// <param name="Attempts">Messages and calls made for it; only on a single alert.</param>
/// <param name="Timeline">Everything that happened to it, oldest first; only on a single alert.</param>
/// <param name="Calls">Ids of the emergency calls that belong to it, oldest first.</param>
internal sealed record AlertResponse(
    string AlertId,
    string Status,
    string Severity,
    string Category,
    string Briefing,
    string Action,
    string? RecommendedAction,
    int? TimeSensitivityMinutes,
    string ClassifiedBy,
    string? DeviceId,
    string? FleetId,
    string? DedupKey,
    string? Rule,
    string? Phone,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    long Occurrences,
    DateTimeOffset LastOccurrenceAt,
    AnsweredFor? Acknowledged,
    AnsweredFor? Resolved,
    DateTimeOffset? SnoozedUntil,
    string? SuppressedBecause,
    string PolicyId,
    int Round,
    int Step,
    DateTimeOffset? NextDueAt,
    string? ConferenceId,
    RawJson SensorData,
    RawJson Classification,
    string Timestamp,
    string ActionTaken,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<AttemptView>? Attempts,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<TimelineEntryView>? Timeline,
    IReadOnlyList<string> Calls);

/// <summary>A page of alerts.</summary>
/// <param name="Total">How many match in all, whatever the limit.</param>
/// <param name="Next">Pass as <c>before</c> for the next page; null on the last.</param>
internal sealed record AlertListResponse(IReadOnlyList<AlertResponse> Alerts, long Total, string? Next);

/// <summary>Who will be paged, when and why, if nobody acts.</summary>
internal sealed record PlanResponse(string AlertId, IReadOnlyList<PlannedPage> Pages);

/// <summary>An operator action's result.</summary>
/// <param name="Changed">False when it was so already.</param>
internal sealed record ActionResponse(string AlertId, string Status, bool Changed);
