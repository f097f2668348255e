namespace FleetActors.Alerts;

/// <summary>What has to be done outside.</summary>
internal enum EffectKind
{
    /// <summary>Not set; never stored.</summary>
    Unknown = 0,

    /// <summary>Send the page as SMS.</summary>
    Sms = 1,

    /// <summary>Dial.</summary>
    Dial = 2,

    /// <summary>Speak the briefing and wait for a key.</summary>
    Prompt = 3,

    /// <summary>Stop the prompt.</summary>
    StopPrompt = 4,

    /// <summary>Leave a message on a machine.</summary>
    Voicemail = 5,

    /// <summary>Say a last sentence.</summary>
    Farewell = 6,

    /// <summary>Hang up.</summary>
    Hangup = 7,

    /// <summary>Make the conference from a leg.</summary>
    CreateConference = 8,

    /// <summary>Join a leg to the conference.</summary>
    JoinConference = 9,

    /// <summary>Tell somebody who was paged that it is over.</summary>
    RecoverySms = 10,

    /// <summary>Ask inference.</summary>
    Classify = 11,

    /// <summary>Open the emergency call that a device's leg has become.</summary>
    OpenCall = 12,
}

/// <summary>Something owed to the outside; part of the stored state, so that a crash repeats it under the same identity.</summary>
/// <param name="Id">Unique within the alert and stable: derived from the attempt and what is done.</param>
/// <param name="NotBefore">Not to be sent earlier; null means now.</param>
/// <param name="Tries">How often it was refused for now or its answer lost.</param>
/// <param name="FirstSentAt">When it first left although no answer came; null when it certainly did not happen.</param>
[GenerateSerializer, Immutable, Alias("fleet.alert.owed")]
internal sealed record OwedEffect(
    [property: Id(0)] string Id,
    [property: Id(1)] EffectKind Kind,
    [property: Id(2)] string? AttemptId,
    [property: Id(3)] DateTimeOffset OwedAt,
    [property: Id(4)] DateTimeOffset? NotBefore,
    [property: Id(5)] int Tries,
    [property: Id(6)] DateTimeOffset? FirstSentAt)
{
    /// <summary>A page: may not leave once a human has answered.</summary>
    public bool IsPage => Kind is EffectKind.Sms or EffectKind.Dial;

    /// <summary>The effect's id for an attempt.</summary>
    public static string IdFor(string attemptId, EffectKind kind, int prompt = 0) => kind switch
    {
        EffectKind.Prompt => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{attemptId}.prompt{prompt}"),
        EffectKind.Sms or EffectKind.RecoverySms => attemptId + ".sms",
        EffectKind.Dial => attemptId + ".dial",
        EffectKind.StopPrompt => attemptId + ".stop",
        EffectKind.Voicemail => attemptId + ".voicemail",
        EffectKind.Farewell => attemptId + ".farewell",
        EffectKind.Hangup => attemptId + ".hangup",
        EffectKind.CreateConference => attemptId + ".conference",
        EffectKind.JoinConference => attemptId + ".join",
        EffectKind.OpenCall => attemptId + ".open",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not an effect of an attempt."),
    };

    /// <summary>What an attempt's effect of this identity does, in a word or two; the counterpart of <see cref="IdFor"/>.</summary>
    public static string WordFor(string id) => id[(id.IndexOf('.', StringComparison.Ordinal) + 1)..] switch
    {
        "sms" => "Text",
        "dial" => "Dial",
        "stop" => "End of the briefing",
        "voicemail" => "Voicemail",
        "farewell" => "Goodbye",
        "hangup" => "Hang-up",
        "conference" => "Conference",
        "join" => "Way into the conference",
        "open" => "Emergency call",
        _ => "Briefing",
    };

    /// <summary>The one effect without an attempt.</summary>
    public const string ClassifyId = "classify";
}
