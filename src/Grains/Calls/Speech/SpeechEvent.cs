namespace FleetActors.Calls;

/// <summary>Something that a recogniser said. Times count from the start of the call's audio.</summary>
[GenerateSerializer, Immutable, Alias("fleet.calls.speech")]
public abstract record SpeechEvent;

/// <summary>What is being said at this moment; replaces the partial before it and counts for nothing once a <see cref="FinalSpeech"/> comes.</summary>
/// <param name="Text">May be empty: silence, which clears nothing.</param>
[GenerateSerializer, Immutable, Alias("fleet.calls.speech.partial")]
public sealed record PartialSpeech(
    [property: Id(0)] string Text,
    [property: Id(1)] TimeSpan From,
    [property: Id(2)] TimeSpan To) : SpeechEvent;

/// <summary>Words that stand: the transcript is all of these in order. Never empty; begins a new partial.</summary>
/// <param name="Confidence">0 to 1.</param>
/// <param name="EndsUtterance">The speaker paused after it.</param>
[GenerateSerializer, Immutable, Alias("fleet.calls.speech.final")]
public sealed record FinalSpeech(
    [property: Id(0)] string Text,
    [property: Id(1)] TimeSpan From,
    [property: Id(2)] TimeSpan To,
    [property: Id(3)] double Confidence,
    [property: Id(4)] bool EndsUtterance) : SpeechEvent;

/// <summary>The speaker paused although no final said so, as happens with noise behind the voice.</summary>
/// <param name="At">End of the last word.</param>
[GenerateSerializer, Immutable, Alias("fleet.calls.speech.pause")]
public sealed record SpeechPause([property: Id(0)] TimeSpan At) : SpeechEvent;

/// <summary>
/// Audio that nobody listened to. With <paramref name="To"/> null it is still open: the recogniser is away, and what will be lost is not known yet. A later gap
/// with the same <paramref name="From"/> replaces it; one that ends where it begins says that nothing was lost after all.
/// </summary>
[GenerateSerializer, Immutable, Alias("fleet.calls.speech.gap")]
public sealed record SpeechGap(
    [property: Id(0)] TimeSpan From,
    [property: Id(1)] TimeSpan? To,
    [property: Id(2)] string Reason) : SpeechEvent;

/// <summary>The recogniser refused for good, for instance its key: nothing more comes from this session but <see cref="SpeechEnded"/>.</summary>
[GenerateSerializer, Immutable, Alias("fleet.calls.speech.failed")]
public sealed record SpeechFailed([property: Id(0)] string Reason) : SpeechEvent;

/// <summary>The last event of a session that was finished.</summary>
/// <param name="At">End of the audio that was sent.</param>
/// <param name="Missed">How much of it lies in gaps of this session.</param>
[GenerateSerializer, Immutable, Alias("fleet.calls.speech.ended")]
public sealed record SpeechEnded([property: Id(0)] TimeSpan At, [property: Id(1)] TimeSpan Missed) : SpeechEvent;
