using System.Globalization;
using FleetActors.Dispatch;

namespace FleetActors.Calls;

/// <summary>Calls as they look on the wire. Pure.</summary>
internal static class CallMapping
{
    public static LiveCallResponse ToLive(this CallView call) => new(
        call.CallId,
        call.CallControlId,
        call.FromMasked,
        call.To,
        WholeSeconds(call.StartedAt),
        Word(call.Status),
        call.Transcript.LiveText,
        call.Triage.Risk.Level.Word(),
        call.Triage.Risk.Score,
        call.Audio.Distress,
        call.Audio.MaxDistress,
        call.Audio.VoicedSeconds,
        call.Triage.Emotion.ToResponse(),
        call.Triage.Category.Word(),
        [.. call.Triage.Services.Select(CallWords.Word)],
        call.Triage.Tags,
        call.Triage.Summary,
        call.Stream,
        [.. call.Alerts.Select(ToResponse)],
        call.CallbackFor is null ? "incoming" : "outgoing",
        call.CallbackFor);

    public static CallResponse ToResponse(this CallView call, CallPacket? packet, int priority) => new(
        call.ToLive(),
        call.AnsweredAt,
        call.EndedAt,
        call.EndedBecause,
        call.Transcript.ToResponse(),
        new AudioDetailResponse(call.Audio.Distress, call.Audio.MaxDistress, call.Audio.VoicedSeconds, call.Audio.Seconds, call.Audio.LostFrames),
        call.Audio.Curve,
        new RiskDetailResponse(call.Triage.Risk.Level.Word(), call.Triage.Risk.Score, call.Triage.Risk.Reasons),
        call.Dispatchers,
        call.Timeline,
        call.HasRecording ? RecordingUrl(call.CallId) : null,
        packet?.ToResponse(priority));

    /// <param name="priority">The call's place in the queue now.</param>
    public static PacketResponse ToResponse(this CallPacket packet, int priority) => new(
        packet.CallId,
        packet.DurationSeconds,
        new PacketAudioResponse(packet.Audio.Distress, packet.Audio.MaxDistress, packet.Audio.VoicedSeconds),
        new PacketNlpResponse(
            packet.Transcript,
            Word(packet.TranscriptSource),
            packet.Triage.Emotion.ToResponse(),
            packet.Triage.Category.Word(),
            packet.Triage.CategoryConfidence,
            [.. packet.Triage.Services.Select(CallWords.Word)],
            packet.Triage.Tags),
        new PacketRiskResponse(packet.Triage.Risk.Level.Word(), packet.Triage.Risk.Score),
        new PacketRankingResponse(priority, packet.Weight, WholeSeconds(packet.CreatedAt)),
        packet.Triage.Summary,
        [.. packet.Triage.Risk.Reasons.Select(static reason => reason.Text).Union(packet.Triage.Reasons)],
        packet.HasRecording ? RecordingUrl(packet.CallId) : null,
        packet.Missing,
        packet.FromMasked,
        packet.To,
        [.. packet.Alerts.Select(ToResponse)]);

    /// <summary>A call still on the line, as the queue shows it (S1-16).</summary>
    public static QueueEntryResponse ToQueueEntry(this CallView call) => new(
        call.CallId,
        "LIVE",
        null,
        call.Triage.Risk.Level.Word(),
        call.Triage.Risk.Score,
        (int)Math.Round(call.Triage.Risk.Score * 1000),
        call.Triage.Category.Word(),
        [.. call.Triage.Services.Select(CallWords.Word)],
        call.Triage.Tags,
        call.Triage.Summary,
        call.FromMasked,
        WholeSeconds(call.StartedAt),
        null,
        null,
        null,
        null,
        null);

    public static QueueEntryResponse ToResponse(this QueueEntry entry, CallPacket? packet = null) => new(
        entry.Ticket.CallId,
        entry.Status.Word(),
        entry.Priority,
        entry.Ticket.RiskLevel.Word(),
        entry.Ticket.RiskScore,
        entry.Ticket.Weight,
        entry.Ticket.Category.Word(),
        [.. entry.Ticket.Services.Select(CallWords.Word)],
        entry.Ticket.Tags,
        entry.Ticket.Summary,
        entry.Ticket.FromMasked,
        WholeSeconds(entry.Ticket.CreatedAt),
        entry.Claimed?.By,
        entry.Claimed?.At,
        entry.Closed?.By,
        entry.Closed?.At,
        entry.Outcome,
        packet?.ToResponse(entry.Priority));

    public static string Word(CallStatus status) => status.ToString().ToUpperInvariant();

    private static string Word(TranscriptSource source) => source.ToString().ToLowerInvariant();

    private static TranscriptResponse ToResponse(this TranscriptView transcript) => new(
        transcript.Text,
        transcript.Partial,
        Word(transcript.Source),
        [.. transcript.Segments.Select(static part => new SegmentResponse(part.Text, part.Start.TotalSeconds, part.End.TotalSeconds, part.Confidence))],
        [.. transcript.Gaps.Select(static gap => new GapResponse(gap.Start.TotalSeconds, gap.End?.TotalSeconds, gap.Reason))]);

    private static EmotionResponse ToResponse(this EmotionView emotion) => new(emotion.Label.Word(), emotion.Intensity, emotion.Sentiment.Word());

    private static RelatedAlertResponse ToResponse(RelatedAlert alert) =>
        new(alert.AlertId, alert.Severity.ToString().ToLowerInvariant(), alert.DeviceId, alert.Briefing, alert.Because);

    private static string RecordingUrl(string callId) => $"/api/v1/calls/{Uri.EscapeDataString(callId)}/recording";

    private static string WholeSeconds(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
