namespace FleetActors.Calls;

/// <summary>What a webhook of an emergency call says, in our words.</summary>
public enum InboundCallEventKind
{
    /// <summary>An event that changes nothing.</summary>
    Other = 0,

    /// <summary><c>call.initiated</c>. Only those of incoming calls may be handed on for the caller's leg.</summary>
    Initiated = 1,

    /// <summary><c>call.answered</c>.</summary>
    Answered = 2,

    /// <summary><c>call.hangup</c>; <see cref="InboundCallEvent.Detail"/> is the cause.</summary>
    Hangup = 3,

    /// <summary><c>call.speak.ended</c>; <see cref="InboundCallEvent.Detail"/> is its status.</summary>
    SpeakEnded = 4,

    /// <summary><c>call.transcription</c>; <see cref="InboundCallEvent.Words"/> is set.</summary>
    Transcription = 5,

    /// <summary><c>streaming.started</c>.</summary>
    StreamingStarted = 6,

    /// <summary><c>streaming.stopped</c>.</summary>
    StreamingStopped = 7,

    /// <summary><c>streaming.failed</c>; <see cref="InboundCallEvent.Detail"/> is the reason.</summary>
    StreamingFailed = 8,

    /// <summary><c>call.recording.saved</c>; <see cref="InboundCallEvent.Address"/> is where, for ten minutes.</summary>
    RecordingSaved = 9,

    /// <summary><c>call.recording.error</c>; <see cref="InboundCallEvent.Detail"/> is the reason.</summary>
    RecordingFailed = 10,

    /// <summary><c>conference.participant.joined</c>.</summary>
    ConferenceJoined = 11,

    /// <summary><c>conference.participant.left</c>.</summary>
    ConferenceLeft = 12,

    /// <summary><c>call.machine(.premium).detection.ended</c>; <see cref="InboundCallEvent.Detail"/> is who answered.</summary>
    MachineDetected = 13,
}

/// <summary>A webhook of an emergency call.</summary>
/// <param name="EventId">The provider's event id; a repeat acts once.</param>
/// <param name="OccurredAt">The provider's time, or when it arrived.</param>
/// <param name="LegId">Null for the caller's leg, else the dispatcher's leg (see <see cref="CallLegState"/>).</param>
/// <param name="From">The caller's number as the provider has it; only with <see cref="InboundCallEventKind.Initiated"/>.</param>
/// <param name="StartedAt">The provider's <c>start_time</c>, or null.</param>
/// <param name="Detail">Cause, status or reason, as the provider has it.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.event")]
public sealed record InboundCallEvent(
    [property: Id(0)] string EventId,
    [property: Id(1)] InboundCallEventKind Kind,
    [property: Id(2)] DateTimeOffset OccurredAt,
    [property: Id(3)] string? LegId,
    [property: Id(4)] string? CallControlId,
    [property: Id(5)] string? From,
    [property: Id(6)] string? To,
    [property: Id(7)] DateTimeOffset? StartedAt,
    [property: Id(8)] string? Detail,
    [property: Id(9)] HeardWords? Words,
    [property: Id(10)] string? Address,
    [property: Id(11)] string? ConferenceId);

/// <summary>A piece of transcript from the provider.</summary>
/// <param name="Confidence">0 to 1, or null when not told.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.heard-words")]
public sealed record HeardWords(
    [property: Id(0)] string Text,
    [property: Id(1)] double? Confidence,
    [property: Id(2)] bool IsFinal);
