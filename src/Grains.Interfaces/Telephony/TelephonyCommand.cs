namespace FleetActors.Telephony;

/// <summary>
/// One command for the telephone provider. Safe to execute twice within 60 s (same <see cref="CommandId"/>), except
/// <see cref="SendMessage"/>, for which the provider has no idempotency key.
/// </summary>
/// <param name="CommandId">Identity of the command, a UUID; the same on every retry.</param>
[GenerateSerializer, Immutable, Alias("fleet.telephony.command")]
public abstract record TelephonyCommand([property: Id(0)] Guid CommandId);

/// <summary>Sends one SMS.</summary>
/// <param name="To">E.164 number.</param>
/// <param name="Text">Body, at most 10 parts.</param>
/// <param name="Reference">
/// Opaque identity that comes back as <c>ref</c> on the delivery report's address; how a message whose answer was lost is found again.
/// </param>
[GenerateSerializer, Immutable, Alias("fleet.telephony.send-message")]
public sealed record SendMessage(
    Guid CommandId,
    [property: Id(0)] string To,
    [property: Id(1)] string Text,
    [property: Id(2)] string Reference) : TelephonyCommand(CommandId);

/// <summary>Dials a number, with answering-machine detection unless told otherwise.</summary>
/// <param name="To">E.164 number or SIP URI.</param>
/// <param name="ClientState">Plain text (the adapter encodes it as base64); carried by every webhook of the leg.</param>
/// <param name="RingTimeout">How long it may ring, 5 to 600 s.</param>
/// <param name="WithoutMachineDetection">Whatever answers is what was meant: a device.</param>
[GenerateSerializer, Immutable, Alias("fleet.telephony.dial")]
public sealed record Dial(
    Guid CommandId,
    [property: Id(0)] string To,
    [property: Id(1)] string ClientState,
    [property: Id(2)] TimeSpan RingTimeout,
    [property: Id(3)] bool WithoutMachineDetection = false) : TelephonyCommand(CommandId);

/// <summary>Speaks a prompt on an answered leg and waits for one digit of <see cref="ValidDigits"/>.</summary>
/// <param name="Tries">How often the prompt is spoken in all, 1 to 128.</param>
/// <param name="DigitTimeout">Wait after each prompt.</param>
[GenerateSerializer, Immutable, Alias("fleet.telephony.gather-speak")]
public sealed record GatherUsingSpeak(
    Guid CommandId,
    [property: Id(0)] string CallControlId,
    [property: Id(1)] string ClientState,
    [property: Id(2)] string Text,
    [property: Id(3)] string ValidDigits,
    [property: Id(4)] int Tries,
    [property: Id(5)] TimeSpan DigitTimeout) : TelephonyCommand(CommandId);

/// <summary>Ends a running prompt; harmless when none runs.</summary>
[GenerateSerializer, Immutable, Alias("fleet.telephony.gather-stop")]
public sealed record StopGather(Guid CommandId, [property: Id(0)] string CallControlId) : TelephonyCommand(CommandId);

/// <summary>Speaks text on an answered leg. Accepted means queued; the end is a webhook.</summary>
[GenerateSerializer, Immutable, Alias("fleet.telephony.speak")]
public sealed record Speak(
    Guid CommandId,
    [property: Id(0)] string CallControlId,
    [property: Id(1)] string ClientState,
    [property: Id(2)] string Text) : TelephonyCommand(CommandId);

/// <summary>Answers an incoming leg and, if asked, streams what the caller says from the first moment on; only a ringing incoming leg can be answered.</summary>
/// <param name="ClientState">Carried by every later webhook of the leg.</param>
/// <param name="Stream">Null: no stream.</param>
[GenerateSerializer, Immutable, Alias("fleet.telephony.answer")]
public sealed record AnswerCall(
    Guid CommandId,
    [property: Id(0)] string CallControlId,
    [property: Id(1)] string ClientState,
    [property: Id(2)] CallStream? Stream) : TelephonyCommand(CommandId);

/// <summary>Streams what the caller says from an answered leg; a stream that runs already counts as done. Accepted means it is tried, webhooks tell the rest.</summary>
[GenerateSerializer, Immutable, Alias("fleet.telephony.start-streaming")]
public sealed record StartStreaming(
    Guid CommandId,
    [property: Id(0)] string CallControlId,
    [property: Id(1)] string ClientState,
    [property: Id(2)] CallStream Stream) : TelephonyCommand(CommandId);

/// <summary>Where a leg's sound goes. Only the caller's side is sent, so that our own voice is not heard back.</summary>
/// <param name="Url">ws or wss address; it holds the token, so it is never logged.</param>
/// <param name="Codec"><c>PCMU</c>, <c>PCMA</c>, <c>L16</c>, or <c>default</c>: as the call comes.</param>
[GenerateSerializer, Immutable, Alias("fleet.telephony.call-stream")]
public sealed record CallStream([property: Id(0)] string Url, [property: Id(1)] string Codec);

/// <summary>Lets the provider record what the caller says. Accepted means it records; a webhook tells where the recording is.</summary>
[GenerateSerializer, Immutable, Alias("fleet.telephony.start-recording")]
public sealed record StartRecording(
    Guid CommandId,
    [property: Id(0)] string CallControlId,
    [property: Id(1)] string ClientState) : TelephonyCommand(CommandId);

/// <summary>Lets the provider transcribe what the caller says; one that runs already counts as done. Words come as webhooks.</summary>
/// <param name="Language">Such as <c>en</c>.</param>
[GenerateSerializer, Immutable, Alias("fleet.telephony.start-transcription")]
public sealed record StartTranscription(
    Guid CommandId,
    [property: Id(0)] string CallControlId,
    [property: Id(1)] string ClientState,
    [property: Id(2)] string Language) : TelephonyCommand(CommandId);

/// <summary>Hangs a leg up; a leg that is already gone counts as done.</summary>
[GenerateSerializer, Immutable, Alias("fleet.telephony.hangup")]
public sealed record Hangup(Guid CommandId, [property: Id(0)] string CallControlId) : TelephonyCommand(CommandId);

/// <summary>
/// Makes a conference from an answered leg, which joins at once. A live conference of the same name is adopted (the leg joins it) instead of refused.
/// </summary>
[GenerateSerializer, Immutable, Alias("fleet.telephony.create-conference")]
public sealed record CreateConference(
    Guid CommandId,
    [property: Id(0)] string Name,
    [property: Id(1)] string CallControlId,
    [property: Id(2)] string ClientState) : TelephonyCommand(CommandId);

/// <summary>Joins an answered leg to a conference; being in it already counts as done.</summary>
[GenerateSerializer, Immutable, Alias("fleet.telephony.join-conference")]
public sealed record JoinConference(
    Guid CommandId,
    [property: Id(0)] string ConferenceId,
    [property: Id(1)] string CallControlId,
    [property: Id(2)] string ClientState) : TelephonyCommand(CommandId);

/// <summary>Ends a conference and hangs up everyone in it; an ended one counts as done.</summary>
[GenerateSerializer, Immutable, Alias("fleet.telephony.end-conference")]
public sealed record EndConference(Guid CommandId, [property: Id(0)] string ConferenceId) : TelephonyCommand(CommandId);
