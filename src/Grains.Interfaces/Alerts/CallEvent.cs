namespace FleetActors.Alerts;

/// <summary>What a webhook of a page leg says, in our words.</summary>
public enum CallEventKind
{
    /// <summary>An event that changes nothing; kept only for the reply.</summary>
    Other = 0,

    /// <summary><c>call.initiated</c>.</summary>
    Initiated = 1,

    /// <summary><c>call.answered</c>.</summary>
    Answered = 2,

    /// <summary><c>call.machine(.premium).detection.ended</c>; <see cref="CallEvent.AnsweredBy"/> says who.</summary>
    MachineDetected = 3,

    /// <summary><c>call.machine(.premium).greeting.ended</c>: a message may be left now.</summary>
    GreetingEnded = 4,

    /// <summary><c>call.speak.ended</c>.</summary>
    SpeakEnded = 5,

    /// <summary><c>call.dtmf.received</c>.</summary>
    Digit = 6,

    /// <summary><c>call.gather.ended</c>.</summary>
    GatherEnded = 7,

    /// <summary><c>call.hangup</c>.</summary>
    Hangup = 8,

    /// <summary><c>conference.participant.joined</c>.</summary>
    ConferenceJoined = 9,

    /// <summary><c>conference.participant.left</c>.</summary>
    ConferenceLeft = 10,

    /// <summary><c>conference.ended</c>.</summary>
    ConferenceEnded = 11,
}

/// <summary>Who picked up, as far as the provider can tell.</summary>
public enum AnsweredBy
{
    /// <summary>Not told; treated as a human.</summary>
    Unknown = 0,

    /// <summary>A human, or not sure.</summary>
    Human = 1,

    /// <summary>A machine or a fax.</summary>
    Machine = 2,
}

/// <summary>A webhook of one leg of an alert.</summary>
/// <param name="EventId">The provider's event id; a repeat acts once.</param>
/// <param name="AttemptId">From the client state; null when the event carried none.</param>
/// <param name="Prompt">Which prompt of the attempt the client state names, from 1; 0 when none.</param>
/// <param name="Digits">Digits pressed, or null.</param>
/// <param name="Detail">Gather status, hang-up cause or speak status, as the provider has it.</param>
/// <param name="CallId">The provider's <c>call_session_id</c>; only of a leg that calls a device back.</param>
[GenerateSerializer, Immutable, Alias("fleet.alert.call-event")]
public sealed record CallEvent(
    [property: Id(0)] string EventId,
    [property: Id(1)] CallEventKind Kind,
    [property: Id(2)] DateTimeOffset OccurredAt,
    [property: Id(3)] string? CallControlId,
    [property: Id(4)] string? AttemptId,
    [property: Id(5)] int Prompt,
    [property: Id(6)] string? Digits,
    [property: Id(7)] string? Detail,
    [property: Id(8)] AnsweredBy AnsweredBy,
    [property: Id(9)] string? ConferenceId,
    [property: Id(10)] string? CallId = null);

/// <summary>What to answer the webhook with (S2-33..S2-37).</summary>
public enum CallEventReply
{
    /// <summary><c>event_received</c>.</summary>
    EventReceived = 0,

    /// <summary><c>briefing</c>.</summary>
    Briefing = 1,

    /// <summary><c>listening</c>.</summary>
    Listening = 2,

    /// <summary><c>call_ended</c>.</summary>
    CallEnded = 3,
}

/// <summary>A delivery report of a message: <c>message.sent</c> or <c>message.finalized</c>.</summary>
/// <param name="EffectId">The owed effect named by the message's reference.</param>
/// <param name="Status">The provider's per-recipient status, such as <c>delivered</c> or <c>delivery_failed</c>.</param>
/// <param name="Error">Code and text of the first error, or null.</param>
[GenerateSerializer, Immutable, Alias("fleet.alert.message-report")]
public sealed record MessageReport(
    [property: Id(0)] string EventId,
    [property: Id(1)] string EffectId,
    [property: Id(2)] string? MessageId,
    [property: Id(3)] string Status,
    [property: Id(4)] string? Error);
