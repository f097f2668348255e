using FleetActors.OnCall;

namespace FleetActors.Alerts;

/// <summary>State to what the API and the dashboard show.</summary>
internal static class AlertViews
{
    public static AlertView ToView(AlertState state, bool includeTimeline) => new(
        state.AlertId,
        state.Status,
        state.Classification.Severity,
        state.Classification.Category,
        state.Classification.Briefing,
        state.Policy?.Action ?? "",
        state.Classification.RecommendedAction,
        state.Classification.TimeSensitivityMinutes,
        state.Classification.By,
        state.Classification.Json,
        state.Report?.DeviceId,
        state.Report?.FleetId,
        state.Report?.DedupKey,
        state.Report?.Rule,
        state.Report?.Phone,
        state.Report?.SensorJson ?? "{}",
        state.CreatedAt,
        state.UpdatedAt,
        state.Occurrences.Count,
        state.Occurrences.LastAt,
        state.Acknowledged,
        state.Resolved,
        state.SnoozedUntil,
        state.SuppressedBecause,
        state.Policy?.Id ?? "",
        state.Escalation.Round,
        state.Escalation.Step + 1,
        state.SnoozedUntil ?? state.Escalation.DueAt,
        state.Conference.Id,
        [.. state.Attempts.Select(ToView)],
        includeTimeline ? [.. state.Timeline.Select(entry => TimelineText.View(entry, state))] : [],
        state.Calls);

    public static RaiseResult ToResult(AlertState state, bool deduplicated) => new(
        state.AlertId,
        deduplicated,
        state.Status,
        state.Classification.Severity,
        state.Classification.Category,
        state.Policy?.Action ?? "",
        state.Classification.Briefing,
        state.Classification.By,
        state.Report?.Phone ?? FirstPaged(state),
        Strongest(state));

    /// <summary>A channel as the API names it.</summary>
    public static string Word(Channel channel) => channel switch
    {
        Channel.Sms => "sms",
        Channel.Call => "call",
        Channel.Conference => "conference",
        Channel.Callback => "callback",
        _ => "unknown",
    };

    private static AttemptView ToView(Attempt attempt) => new(
        attempt.Id,
        attempt.Round,
        attempt.Step + 1,
        Word(attempt.Channel),
        attempt.Recipient.Name,
        E164.Mask(attempt.Recipient.Number),
        Stage(attempt),
        attempt.Outcome,
        attempt.StartedAt,
        attempt.EndedAt,
        attempt.ReplyCode,
        attempt.ProviderId);

    private static string Stage(Attempt attempt) => attempt switch
    {
        { Outcome: "withdrawn" } => "withdrawn",
        { IsLeg: false, SentAt: null, EndedAt: not null } => "failed",
        { IsLeg: false, SentAt: not null } => attempt.DeliveryStatus ?? "sent",
        { IsOpen: false } => "ended",
        { SentAt: null } => "queued",
        { Room: RoomPlace.Inside } => "conference",
        { Room: RoomPlace.Waiting or RoomPlace.Creating or RoomPlace.Joining } => "joining",
        { Closing: true } => "closing",
        { LeavingMessage: true } => "leaving_message",
        { Machine: true } => "machine",
        { AnsweredAt: null } => "ringing",
        { CallId: not null } => "talking",
        _ => "briefing",
    };

    private static string? FirstPaged(AlertState state) =>
        state.Attempts.IsEmpty ? null : E164.Mask(state.Attempts[0].Recipient.Number);

    private static string Strongest(AlertState state)
    {
        var channels = state.Policy?.Steps[0].Channels ?? [];
        return channels.Contains(Channel.Conference) ? "conference"
            : channels.Contains(Channel.Call) ? "voice"
            : channels.Contains(Channel.Sms) ? "sms"
            : "callback";
    }
}
