using System.Collections.Immutable;
using System.Text.Json.Serialization;
using FleetActors.Storage;

namespace FleetActors.Calls;

/// <summary>
/// Everything a call is: the fold of its facts (<see cref="CallEvolver"/>). What is heard between two writes is kept by <see cref="CallEar"/> and folded in
/// at most every few seconds.
/// </summary>
[GenerateSerializer, Immutable, Alias("fleet.call.state")]
internal sealed record CallState : IKeepsUnknown
{
    /// <summary>Empty until the call is announced.</summary>
    [Id(0)] public string CallId { get; init; } = "";

    [Id(1)] public CallStatus Status { get; init; }

    /// <summary>The caller's leg.</summary>
    [Id(2)] public string? CallControlId { get; init; }

    /// <summary>Whole, as the provider has it; shown only masked. Null when withheld.</summary>
    [Id(3)] public string? From { get; init; }

    [Id(4)] public string? To { get; init; }

    [Id(5)] public DateTimeOffset StartedAt { get; init; }

    [Id(6)] public DateTimeOffset? AnsweredAt { get; init; }

    [Id(7)] public DateTimeOffset? EndedAt { get; init; }

    [Id(8)] public string? EndedBecause { get; init; }

    /// <summary>When anything was last heard of it: an event, a stream, sound, or the provider's word that it is still there.</summary>
    [Id(9)] public DateTimeOffset SignOfLifeAt { get; init; }

    /// <summary>SHA-256, in hex, of every token put into a stream's address; all stay good until the call ends, since a lost answer may have carried one.</summary>
    [Id(10)] public ImmutableArray<string> TokenHashes { get; init; } = [];

    [Id(11)] public StreamPlace Stream { get; init; } = StreamPlace.None;

    [Id(12)] public Heard Heard { get; init; } = Heard.Nothing;

    [Id(13)] public ImmutableArray<JoinLeg> Legs { get; init; } = [];

    /// <summary>The conference that dispatchers join; null before the first.</summary>
    [Id(14)] public string? ConferenceId { get; init; }

    [Id(15)] public ImmutableArray<RelatedAlert> Alerts { get; init; } = [];

    /// <summary>What must still be done outside. A crash repeats it under the same identity.</summary>
    [Id(16)] public ImmutableArray<CallEffect> Owed { get; init; } = [];

    [Id(17)] public ImmutableArray<CallTimelineLine> Timeline { get; init; } = [];

    /// <summary>Ids of the last webhooks taken in; how a repeat is known.</summary>
    [Id(18)] public ImmutableArray<string> SeenEvents { get; init; } = [];

    /// <summary>Where the provider says that its own recording is; good for ten minutes.</summary>
    [Id(19)] public string? ProviderRecording { get; init; }

    [Id(20)] public CallPacket? Packet { get; init; }

    /// <summary>Set when we called a device, instead of somebody us: then <see cref="From"/> is the device.</summary>
    [Id(21)] public CallbackLeg? Callback { get; init; }

    [Id(22)] public ProviderSound ProviderSound { get; init; } = ProviderSound.None;

    /// <summary>What the index table needs, written with the state and never read back.</summary>
    [JsonInclude]
    internal CallIndexRow Index => CallIndexRow.From(this);

    /// <summary>True once announced.</summary>
    [JsonIgnore]
    public bool Exists => CallId.Length > 0;

    /// <summary>True while there is a caller on the line, or should be.</summary>
    [JsonIgnore]
    public bool IsLive => Status is CallStatus.Ringing or CallStatus.Active;

    /// <summary>The effect, or null when it is not owed (any more).</summary>
    public CallEffect? FindOwed(string effectId) => Owed.FirstOrDefault(effect => effect.Id == effectId);

    /// <summary>The leg, or null.</summary>
    public JoinLeg? FindLeg(string? legId) => Legs.FirstOrDefault(leg => leg.Id == legId);

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}

/// <summary>The alert, and its attempt, for which a device was called.</summary>
[GenerateSerializer, Immutable, Alias("fleet.call.callback-leg")]
internal sealed record CallbackLeg([property: Id(0)] string AlertId, [property: Id(1)] string AttemptId) : IKeepsUnknown
{
    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}

/// <summary>The caller's media stream.</summary>
/// <param name="Id">The stream listened to, or the last one; null before the first.</param>
/// <param name="Word">For people: <c>asked for</c>, <c>open</c>, <c>closed: ...</c>, <c>failed: ...</c>; null before it was asked for.</param>
/// <param name="Failures">How often it could not be opened in a row.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.stream")]
internal sealed record StreamPlace(
    [property: Id(0)] string? Id,
    [property: Id(1)] string? Word,
    [property: Id(2)] bool IsOpen,
    [property: Id(3)] int Failures) : IKeepsUnknown
{
    /// <summary>Not asked for.</summary>
    public static StreamPlace None { get; } = new(null, null, false, 0);

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}

/// <summary>What came of the caller's voice.</summary>
/// <param name="Signals">How it sounds.</param>
/// <param name="Triage">What it means, as far as it was said.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.heard")]
internal sealed record Heard(
    [property: Id(0)] TranscriptView Transcript,
    [property: Id(1)] CallSignals Signals,
    [property: Id(2)] TriageView Triage,
    [property: Id(3)] bool HasRecording) : IKeepsUnknown
{
    /// <summary>Sound that came and is not in the recording, in the order of its loss.</summary>
    [Id(4)] public ImmutableArray<SoundSpan> Holes { get; init; } = [];

    /// <summary>When the sound came that this ends with; null before the first, and in state of a release that did not keep it.</summary>
    [Id(5)] public DateTimeOffset? SoundAt { get; init; }

    /// <summary>Before the first sound.</summary>
    public static Heard Nothing { get; } = new(TranscriptView.Empty, CallSignals.None, TriageView.Listening, HasRecording: false);

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}

/// <summary>Where a dispatcher's leg stands.</summary>
internal enum JoinPhase
{
    /// <summary>Not set; never stored.</summary>
    Unknown = 0,

    /// <summary>Being dialled, or rings.</summary>
    Dialing = 1,

    /// <summary>Answered; on the way into the conference.</summary>
    Answered = 2,

    /// <summary>Hears the caller.</summary>
    Talking = 3,

    /// <summary>Over.</summary>
    Over = 4,
}

/// <summary>A dispatcher who joins by phone.</summary>
/// <param name="CallControlId">Null until the dial's answer or a webhook tells it.</param>
/// <param name="Deadline">When the dial is given up.</param>
/// <param name="Outcome">Why it is over, in words; null before.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.join-leg")]
internal sealed record JoinLeg(
    [property: Id(0)] string Id,
    [property: Id(1)] string By,
    [property: Id(2)] string Number,
    [property: Id(3)] JoinPhase Phase,
    [property: Id(4)] string? CallControlId,
    [property: Id(5)] DateTimeOffset Deadline,
    [property: Id(6)] string? Outcome) : IKeepsUnknown
{
    /// <summary>True until it is over.</summary>
    [JsonIgnore]
    public bool IsOpen => Phase != JoinPhase.Over;

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}
