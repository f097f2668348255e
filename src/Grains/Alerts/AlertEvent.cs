using System.Collections.Immutable;
using System.Text.Json.Serialization;
using FleetActors.OnCall;
using FleetActors.Storage;

namespace FleetActors.Alerts;

/// <summary>
/// Something that happened to an alert. The alert's state is the fold of its events (<see cref="AlertEvolver"/>), and the events are its timeline:
/// none is ever changed or dropped. The word in <see cref="JsonDerivedTypeAttribute"/> is part of the data format and the API's <c>kind</c>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = AlertEventKinds.Property)]
[JsonDerivedType(typeof(AlertOpened), "opened")]
[JsonDerivedType(typeof(AlertRepeated), "repeated")]
[JsonDerivedType(typeof(SeverityRaised), "severity_raised")]
[JsonDerivedType(typeof(Classified), "classified")]
[JsonDerivedType(typeof(Noted), "note")]
[JsonDerivedType(typeof(StepStarted), "step_started")]
[JsonDerivedType(typeof(PolicyExhausted), "exhausted")]
[JsonDerivedType(typeof(Acknowledged), "acknowledged")]
[JsonDerivedType(typeof(Snoozed), "snoozed")]
[JsonDerivedType(typeof(SnoozeEnded), "snooze_ended")]
[JsonDerivedType(typeof(Resolved), "resolved")]
[JsonDerivedType(typeof(AttemptStarted), "attempt_started")]
[JsonDerivedType(typeof(AttemptFailed), "attempt_failed")]
[JsonDerivedType(typeof(AttemptWithdrawn), "attempt_withdrawn")]
[JsonDerivedType(typeof(MessageSent), "message_sent")]
[JsonDerivedType(typeof(MessageReported), "message_reported")]
[JsonDerivedType(typeof(CallPlaced), "call_placed")]
[JsonDerivedType(typeof(CallAnswered), "call_answered")]
[JsonDerivedType(typeof(MachineAnswered), "machine_answered")]
[JsonDerivedType(typeof(HumanAnswered), "human_answered")]
[JsonDerivedType(typeof(PromptStarted), "prompt_started")]
[JsonDerivedType(typeof(DigitsPressed), "digits_pressed")]
[JsonDerivedType(typeof(VoicemailStarted), "voicemail_started")]
[JsonDerivedType(typeof(FarewellStarted), "farewell_started")]
[JsonDerivedType(typeof(LegReleased), "leg_released")]
[JsonDerivedType(typeof(CallEnded), "call_ended")]
[JsonDerivedType(typeof(ConferenceWished), "conference_wished")]
[JsonDerivedType(typeof(ConferenceRequested), "conference_requested")]
[JsonDerivedType(typeof(ConferenceOpened), "conference_opened")]
[JsonDerivedType(typeof(ConferenceFailed), "conference_failed")]
[JsonDerivedType(typeof(ConferenceJoinRequested), "conference_join_requested")]
[JsonDerivedType(typeof(ConferenceJoined), "conference_joined")]
[JsonDerivedType(typeof(ConferenceLeft), "conference_left")]
[JsonDerivedType(typeof(ConferenceClosed), "conference_closed")]
[JsonDerivedType(typeof(CallbackConnected), "callback_connected")]
[JsonDerivedType(typeof(StepCutShort), "step_cut_short")]
[JsonDerivedType(typeof(CallLinked), "call_linked")]
[JsonDerivedType(typeof(CommandDone), "command_done")]
[JsonDerivedType(typeof(CommandDelayed), "command_delayed")]
[JsonDerivedType(typeof(CommandRefused), "command_refused")]
[GenerateSerializer, Immutable, Alias("fleet.alert.event")]
internal abstract record AlertEvent : IKeepsUnknown
{
    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}

/// <summary>
/// An event of a kind that only a newer release knows. It stays in the timeline and is written as it was read; the state goes on as if it had not happened.
/// Never made by a decision, and not listed above: it has the word it came with.
/// </summary>
/// <param name="Json">The whole event, as stored.</param>
[GenerateSerializer, Immutable, Alias("fleet.alert.unknown")]
internal sealed record UnknownEvent([property: Id(0)] string Kind, [property: Id(1)] string Json) : AlertEvent;

/// <summary>An event of one attempt.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.event.attempt")]
internal abstract record AttemptEvent([property: Id(0)] string AttemptId) : AlertEvent;

/// <summary>The alert exists. <paramref name="Policy"/> is a snapshot.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.opened")]
internal sealed record AlertOpened(
    [property: Id(0)] string AlertId,
    [property: Id(1)] RaiseAlert Report,
    [property: Id(2)] Classification Classification,
    [property: Id(3)] EscalationPolicy Policy,
    [property: Id(4)] bool AsksInference) : AlertEvent;

/// <summary>The same trouble was reported again. Counted in the state, not kept in the timeline: a chatty device would drown it.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.repeated")]
internal sealed record AlertRepeated([property: Id(0)] string SensorJson) : AlertEvent;

/// <summary>It is worse than thought. A new policy starts over, unless a human has answered.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.severity-raised")]
internal sealed record SeverityRaised(
    [property: Id(0)] Severity From,
    [property: Id(1)] Severity To,
    [property: Id(2)] EscalationPolicy Policy,
    [property: Id(3)] string Why) : AlertEvent;

/// <summary>Inference's advice on an alert that was already open.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.classified")]
internal sealed record Classified([property: Id(0)] Classification Classification) : AlertEvent;

/// <summary>A remark by a person or by the system.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.noted")]
internal sealed record Noted([property: Id(0)] string Text) : AlertEvent;

/// <summary>A step of the policy begins.</summary>
/// <param name="Round">1 first.</param>
/// <param name="Step">Index into the policy's steps, 0 first.</param>
/// <param name="DueAt">When the policy goes on if nobody answers.</param>
/// <param name="CallList">Who is still to be called, one after another.</param>
[GenerateSerializer, Immutable, Alias("fleet.alert.step-started")]
internal sealed record StepStarted(
    [property: Id(0)] int Round,
    [property: Id(1)] int Step,
    [property: Id(2)] DateTimeOffset DueAt,
    [property: Id(3)] PageReason Why,
    [property: Id(4)] ImmutableArray<Recipient> CallList) : AlertEvent;

/// <summary>The policy is used up.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.exhausted")]
internal sealed record PolicyExhausted([property: Id(0)] DateTimeOffset RepagesAt, [property: Id(1)] string Why) : AlertEvent;

/// <summary>A human answers for it.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.acknowledged")]
internal sealed record Acknowledged([property: Id(0)] string By, [property: Id(1)] string Via, [property: Id(2)] string? Note) : AlertEvent;

/// <summary>Paging pauses.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.snoozed")]
internal sealed record Snoozed([property: Id(0)] string By, [property: Id(1)] DateTimeOffset Until, [property: Id(2)] string? Note) : AlertEvent;

/// <summary>The pause is over; the policy starts over.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.snooze-ended")]
internal sealed record SnoozeEnded : AlertEvent;

/// <summary>It is over.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.resolved")]
internal sealed record Resolved([property: Id(0)] string By, [property: Id(1)] string Via, [property: Id(2)] string? Note) : AlertEvent;

/// <summary>Somebody is to be reached once: owes an SMS or a dial.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.attempt-started")]
internal sealed record AttemptStarted(
    string AttemptId,
    [property: Id(0)] AttemptPurpose Purpose,
    [property: Id(1)] int Round,
    [property: Id(2)] int Step,
    [property: Id(3)] Channel Channel,
    [property: Id(4)] Recipient Recipient,
    [property: Id(5)] string? ReplyCode) : AttemptEvent(AttemptId);

/// <summary>The provider refused the SMS or the dial for good, or we gave up.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.attempt-failed")]
internal sealed record AttemptFailed(string AttemptId, [property: Id(0)] string? Code, [property: Id(1)] string Reason) : AttemptEvent(AttemptId);

/// <summary>Not needed any more; whatever of it had not left will not leave.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.attempt-withdrawn")]
internal sealed record AttemptWithdrawn(string AttemptId) : AttemptEvent(AttemptId);

/// <summary>The provider took the SMS.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.message-sent")]
internal sealed record MessageSent(string AttemptId, [property: Id(0)] string? MessageId) : AttemptEvent(AttemptId);

/// <summary>A delivery report.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.message-reported")]
internal sealed record MessageReported(string AttemptId, [property: Id(0)] string Status, [property: Id(1)] string? Error) : AttemptEvent(AttemptId);

/// <summary>The leg exists: the provider took the dial, or a webhook showed the leg first.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.call-placed")]
internal sealed record CallPlaced(string AttemptId, [property: Id(0)] string? CallControlId, [property: Id(1)] DateTimeOffset Deadline)
    : AttemptEvent(AttemptId);

/// <summary>Somebody or something picked up.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.call-answered")]
internal sealed record CallAnswered(string AttemptId, [property: Id(0)] string? CallControlId) : AttemptEvent(AttemptId);

/// <summary>It was a machine: not reached.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.machine-answered")]
internal sealed record MachineAnswered(string AttemptId, [property: Id(0)] bool StopsPrompt, [property: Id(1)] DateTimeOffset Deadline)
    : AttemptEvent(AttemptId);

/// <summary>The provider thinks that it was a human.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.human-answered")]
internal sealed record HumanAnswered(string AttemptId) : AttemptEvent(AttemptId);

/// <summary>The briefing is spoken and a key awaited.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.prompt-started")]
internal sealed record PromptStarted(
    string AttemptId,
    [property: Id(0)] int Prompt,
    [property: Id(1)] string Text,
    [property: Id(2)] DateTimeOffset Deadline) : AttemptEvent(AttemptId);

/// <summary>A key was pressed.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.digits-pressed")]
internal sealed record DigitsPressed(string AttemptId, [property: Id(0)] string Digits) : AttemptEvent(AttemptId);

/// <summary>A message is left on the machine.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.voicemail-started")]
internal sealed record VoicemailStarted(string AttemptId, [property: Id(0)] string Text, [property: Id(1)] DateTimeOffset Deadline)
    : AttemptEvent(AttemptId);

/// <summary>A last sentence is spoken; the leg is hung up when it ends.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.farewell-started")]
internal sealed record FarewellStarted(string AttemptId, [property: Id(0)] string Text, [property: Id(1)] DateTimeOffset Deadline)
    : AttemptEvent(AttemptId);

/// <summary>We hang the leg up.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.leg-released")]
internal sealed record LegReleased(string AttemptId, [property: Id(0)] string Why, [property: Id(1)] DateTimeOffset Deadline)
    : AttemptEvent(AttemptId);

/// <summary>The leg is over.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.call-ended")]
internal sealed record CallEnded(string AttemptId, [property: Id(0)] string Cause) : AttemptEvent(AttemptId);

/// <summary>The person on the leg wants into the conference.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.conference-wished")]
internal sealed record ConferenceWished(string AttemptId) : AttemptEvent(AttemptId);

/// <summary>The conference is to be made from this leg. There is never more than one such request at a time.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.conference-requested")]
internal sealed record ConferenceRequested(string AttemptId) : AttemptEvent(AttemptId);

/// <summary>The conference exists, with this leg in it.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.conference-opened")]
internal sealed record ConferenceOpened(string AttemptId, [property: Id(0)] string ConferenceId) : AttemptEvent(AttemptId);

/// <summary>The conference could not be made from this leg.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.conference-failed")]
internal sealed record ConferenceFailed(string AttemptId, [property: Id(0)] string Reason) : AttemptEvent(AttemptId);

/// <summary>The leg is to join the conference.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.conference-join-requested")]
internal sealed record ConferenceJoinRequested(string AttemptId) : AttemptEvent(AttemptId);

/// <summary>The leg is in the conference.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.conference-joined")]
internal sealed record ConferenceJoined(string AttemptId) : AttemptEvent(AttemptId);

/// <summary>The leg left the conference.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.conference-left")]
internal sealed record ConferenceLeft(string AttemptId, [property: Id(0)] DateTimeOffset Deadline) : AttemptEvent(AttemptId);

/// <summary>The conference is over; the next wish makes a new one.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.conference-closed")]
internal sealed record ConferenceClosed([property: Id(0)] string ConferenceId) : AlertEvent;

/// <summary>A device called back has answered: its leg becomes an emergency call. Owes the call's opening.</summary>
/// <param name="Deadline">When the leg is given up if its end is never heard of.</param>
[GenerateSerializer, Immutable, Alias("fleet.alert.callback-connected")]
internal sealed record CallbackConnected(string AttemptId, [property: Id(0)] string CallId, [property: Id(1)] DateTimeOffset Deadline)
    : AttemptEvent(AttemptId);

/// <summary>Nothing of the step is left to wait for: what follows is due now.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.step-cut-short")]
internal sealed record StepCutShort([property: Id(0)] string Why) : AlertEvent;

/// <summary>An emergency call belongs to it.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.call-linked")]
internal sealed record CallLinked([property: Id(0)] string CallId, [property: Id(1)] string With, [property: Id(2)] string Because) : AlertEvent;

/// <summary>The provider took a command.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.command-done")]
internal sealed record CommandDone([property: Id(0)] string EffectId) : AlertEvent;

/// <summary>A command has to be sent again later, under the same identity.</summary>
/// <param name="SentAt">When it left, if it may have been executed although no answer came.</param>
[GenerateSerializer, Immutable, Alias("fleet.alert.command-delayed")]
internal sealed record CommandDelayed(
    [property: Id(0)] string EffectId,
    [property: Id(1)] string Reason,
    [property: Id(2)] DateTimeOffset RetryAt,
    [property: Id(3)] DateTimeOffset? SentAt) : AlertEvent;

/// <summary>A command was given up.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.command-refused")]
internal sealed record CommandRefused([property: Id(0)] string EffectId, [property: Id(1)] string? Code, [property: Id(2)] string Reason) : AlertEvent;
