using System.Text.Json.Serialization;

namespace FleetActors.Calls;

/// <summary>A call on the live list (S1-12, S1-49).</summary>
/// <param name="FromMasked">A bullet (U+2022) and the last three digits.</param>
/// <param name="StartedAt">UTC, whole seconds.</param>
/// <param name="Status"><c>RINGING</c>, <c>ACTIVE</c>, or for five minutes <c>ENDED</c>.</param>
/// <param name="TranscriptLive">What was said so far, words that may still change included.</param>
/// <param name="Stream">What became of the media stream, or null before it was asked for.</param>
/// <param name="Alerts">Open alerts that it may be about, at most 10.</param>
/// <param name="Direction"><c>incoming</c>, or <c>outgoing</c> when we called a device; then the caller named here is the device.</param>
/// <param name="CallbackFor">The alert for which we called, or null.</param>
internal sealed record LiveCallResponse(
    string CallId,
    string? CallControlId,
    string FromMasked,
    string? To,
    string StartedAt,
    string Status,
    string TranscriptLive,
    string RiskLevel,
    double RiskScore,
    double Distress,
    double MaxDistress,
    double VoicedSeconds,
    EmotionResponse Emotion,
    string Category,
    IReadOnlyList<string> Services,
    IReadOnlyList<string> Tags,
    string Summary,
    string? Stream,
    IReadOnlyList<RelatedAlertResponse> Alerts,
    string Direction,
    string? CallbackFor);

/// <summary>How the caller sounds and speaks.</summary>
internal sealed record EmotionResponse(string Label, double Intensity, string Sentiment);

/// <summary>An open alert that the call may be about.</summary>
internal sealed record RelatedAlertResponse(string AlertId, string Severity, string? DeviceId, string Briefing, string Because);

/// <summary>A page of calls, newest first.</summary>
internal sealed record CallListResponse(IReadOnlyList<LiveCallResponse> Calls, long Total, string? Next);

/// <summary>One call with everything there is.</summary>
/// <param name="Curve">One entry for each second of sound.</param>
/// <param name="Packet">Null until the call is over and worked up.</param>
internal sealed record CallResponse(
    LiveCallResponse Call,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? EndedAt,
    string? EndedBecause,
    TranscriptResponse Transcript,
    AudioDetailResponse Audio,
    IReadOnlyList<AudioSecond> Curve,
    RiskDetailResponse Risk,
    IReadOnlyList<DispatcherLeg> Dispatchers,
    IReadOnlyList<CallTimelineLine> Timeline,
    string? RecordingUrl,
    PacketResponse? Packet);

/// <summary>What was heard.</summary>
/// <param name="Source"><c>none</c>, <c>live</c>, <c>provider</c> or <c>batch</c>.</param>
internal sealed record TranscriptResponse(
    string Text,
    string Partial,
    string Source,
    IReadOnlyList<SegmentResponse> Segments,
    IReadOnlyList<GapResponse> Gaps);

/// <summary>Words that stand; seconds of the call's sound.</summary>
internal sealed record SegmentResponse(string Text, double Start, double End, double? Confidence);

/// <summary>A span that was not heard; without an end it goes on.</summary>
internal sealed record GapResponse(double Start, double? End, string Reason);

/// <summary>Measures of the sound.</summary>
internal sealed record AudioDetailResponse(double Distress, double MaxDistress, double VoicedSeconds, double Seconds, long LostFrames);

/// <summary>The score and what it is made of.</summary>
internal sealed record RiskDetailResponse(string Level, double Score, IReadOnlyList<RiskReason> Reasons);

/// <summary>What is left for the dispatcher when a call is over (S1-44).</summary>
/// <param name="Reasons">Why the risk is what it is, and why the category.</param>
/// <param name="RecordingUrl">Path below this server, or null.</param>
/// <param name="Missing">What could not be had, in words.</param>
internal sealed record PacketResponse(
    string CallId,
    int DurationSeconds,
    PacketAudioResponse Audio,
    PacketNlpResponse Nlp,
    PacketRiskResponse Risk,
    PacketRankingResponse Ranking,
    string Summary,
    IReadOnlyList<string> Reasons,
    string? RecordingUrl,
    IReadOnlyList<string> Missing,
    string FromMasked,
    string? To,
    IReadOnlyList<RelatedAlertResponse> Alerts);

/// <summary>Distress of the call as a whole, and its highest.</summary>
internal sealed record PacketAudioResponse(double DistressScore, double DistressMax, double VoicedSeconds);

/// <summary>What was said and what it means.</summary>
internal sealed record PacketNlpResponse(
    string Transcript,
    string TranscriptSource,
    EmotionResponse Emotion,
    string Category,
    double CategoryConfidence,
    IReadOnlyList<string> Services,
    IReadOnlyList<string> Tags);

/// <summary>How urgent it is.</summary>
internal sealed record PacketRiskResponse(string Level, double Score);

/// <summary>Its place.</summary>
/// <param name="Priority">1 first; 0 when it is closed or not queued yet.</param>
/// <param name="Weight">Score in thousandths.</param>
/// <param name="CreatedAt">Time of the hang-up, UTC, whole seconds.</param>
internal sealed record PacketRankingResponse(int Priority, int Weight, string CreatedAt);

/// <summary>One entry of the dispatch queue.</summary>
/// <param name="Id">The call's id.</param>
/// <param name="Status"><c>LIVE</c> while the caller is on the line; then <c>OPEN</c>, <c>IN_PROGRESS</c>, <c>RESOLVED</c> or <c>CANCELLED</c>.</param>
/// <param name="Priority">Place in the queue, 1 first; null for live calls, 0 for closed ones.</param>
internal sealed record QueueEntryResponse(
    string Id,
    string Status,
    int? Priority,
    string RiskLevel,
    double RiskScore,
    int Weight,
    string Category,
    IReadOnlyList<string> Services,
    IReadOnlyList<string> Tags,
    string Summary,
    string FromMasked,
    string CreatedAt,
    string? ClaimedBy,
    DateTimeOffset? ClaimedAt,
    string? ClosedBy,
    DateTimeOffset? ClosedAt,
    string? Note,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PacketResponse? Packet = null);

/// <summary>The queue: calls still on the line, then finished ones in the order of their urgency.</summary>
internal sealed record QueueResponse(IReadOnlyList<QueueEntryResponse> Live, IReadOnlyList<QueueEntryResponse> Entries);

/// <summary>What became of an action on a call.</summary>
internal sealed record CallActionResponse(string CallId, string Status);
