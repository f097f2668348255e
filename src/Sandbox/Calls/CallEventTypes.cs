namespace FleetActors.Sandbox;

/// <summary>Names of the events of calls and conferences.</summary>
internal static class CallEventTypes
{
    public const string Initiated = "call.initiated";
    public const string Answered = "call.answered";
    public const string Hangup = "call.hangup";
    public const string Bridged = "call.bridged";
    public const string SpeakStarted = "call.speak.started";
    public const string SpeakEnded = "call.speak.ended";
    public const string DtmfReceived = "call.dtmf.received";
    public const string GatherEnded = "call.gather.ended";
    public const string DetectionEnded = "call.machine.detection.ended";
    public const string GreetingEnded = "call.machine.greeting.ended";
    public const string PremiumDetectionEnded = "call.machine.premium.detection.ended";
    public const string PremiumGreetingEnded = "call.machine.premium.greeting.ended";
    public const string StreamingStarted = "streaming.started";
    public const string StreamingStopped = "streaming.stopped";
    public const string StreamingFailed = "streaming.failed";
    public const string RecordingSaved = "call.recording.saved";
    public const string Transcription = "call.transcription";
    public const string ConferenceCreated = "conference.created";
    public const string ConferenceEnded = "conference.ended";
    public const string ParticipantJoined = "conference.participant.joined";
    public const string ParticipantLeft = "conference.participant.left";
    public const string ConferenceSpeakStarted = "conference.speak.started";
    public const string ConferenceSpeakEnded = "conference.speak.ended";

    private static readonly HashSet<string> Known =
    [
        Initiated, Answered, Hangup, Bridged, SpeakStarted, SpeakEnded, DtmfReceived, GatherEnded,
        DetectionEnded, GreetingEnded, PremiumDetectionEnded, PremiumGreetingEnded,
        StreamingStarted, StreamingStopped, StreamingFailed, Transcription,
        ConferenceCreated, ConferenceEnded, ParticipantJoined, ParticipantLeft, ConferenceSpeakStarted, ConferenceSpeakEnded,
        RecordingSaved, "call.recording.error", "call.hold", "call.unhold", "call.cost", "call.enqueued", "call.dequeued",
        "call.playback.started", "call.playback.ended", "call.fork.started", "call.fork.stopped",
        "call.refer.started", "call.refer.completed", "call.refer.failed",
    ];

    public static bool IsKnown(string eventType) => Known.Contains(eventType);
}
