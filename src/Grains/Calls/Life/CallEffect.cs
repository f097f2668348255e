using FleetActors.Storage;

namespace FleetActors.Calls;

/// <summary>What has to be done outside.</summary>
internal enum CallEffectKind
{
    /// <summary>Not set; never stored.</summary>
    Unknown = 0,

    /// <summary>Answer, and stream from the first moment on.</summary>
    Answer = 1,

    /// <summary>Speak the greeting.</summary>
    Greet = 2,

    /// <summary>Stream once more, after it failed or stopped.</summary>
    Stream = 3,

    /// <summary>Let the provider record: nobody else does.</summary>
    Record = 4,

    /// <summary>Let the provider transcribe.</summary>
    Transcribe = 5,

    /// <summary>Phone a dispatcher.</summary>
    Dial = 6,

    /// <summary>Make a conference from the caller's leg.</summary>
    CreateConference = 7,

    /// <summary>Bring a dispatcher's leg into it.</summary>
    JoinConference = 8,

    /// <summary>Hang a dispatcher's leg up.</summary>
    HangUpLeg = 9,

    /// <summary>Ask the provider whether the caller is still there.</summary>
    Probe = 10,

    /// <summary>Look up what the caller's number belongs to.</summary>
    Relate = 11,

    /// <summary>After the hang-up: finish the transcript and judge the whole.</summary>
    WorkUp = 12,

    /// <summary>Put the packet into the dispatch queue.</summary>
    Queue = 13,

    /// <summary>Tell the related alerts of the call.</summary>
    TellAlerts = 14,

    /// <summary>Fetch the provider's recording.</summary>
    FetchRecording = 15,
}

/// <summary>Something owed to the outside; part of the stored state, so that a crash repeats it under the same identity.</summary>
/// <param name="Id">Unique within the call and stable.</param>
/// <param name="LegId">The dispatcher's leg it is about, or null.</param>
/// <param name="NotBefore">Not to be done earlier; null means now.</param>
/// <param name="Tries">How often it was refused for now or its answer lost.</param>
/// <param name="FirstSentAt">When it first left although no answer came; null when it certainly did not happen.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.owed")]
internal sealed record CallEffect(
    [property: Id(0)] string Id,
    [property: Id(1)] CallEffectKind Kind,
    [property: Id(2)] string? LegId,
    [property: Id(3)] DateTimeOffset OwedAt,
    [property: Id(4)] DateTimeOffset? NotBefore,
    [property: Id(5)] int Tries,
    [property: Id(6)] DateTimeOffset? FirstSentAt) : IKeepsUnknown
{
    /// <summary>Needs the caller on the line, so it is pointless after the hang-up.</summary>
    public bool NeedsCaller => Kind is not (CallEffectKind.HangUpLeg or CallEffectKind.Relate or CallEffectKind.WorkUp or CallEffectKind.Queue
        or CallEffectKind.TellAlerts or CallEffectKind.FetchRecording);

    /// <summary>Done by the telephone provider.</summary>
    public bool IsCommand => Kind is >= CallEffectKind.Answer and <= CallEffectKind.HangUpLeg;

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}
