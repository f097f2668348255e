namespace FleetActors.Calls;

/// <summary>Settings of emergency calls, section <c>Calls</c>.</summary>
public sealed class CallOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Calls";

    internal static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(10);

    /// <summary>Spoken when the call is answered; the caller is heard meanwhile. At most 3000 characters; blank speaks nothing.</summary>
    public string Greeting { get; set; } = "This is Dispatch AI. I'm listening. Please describe your emergency.";

    /// <summary>What callers speak, BCP-47, for the provider's transcription. Default <c>en</c>.</summary>
    public string Language { get; set; } = "en";

    /// <summary>
    /// Where the provider sends the caller's sound: a ws or wss address without a query [WS_PUBLIC_URL]. Blank: nowhere, the provider records and
    /// transcribes instead.
    /// </summary>
    public string? StreamUrl { get; set; }

    /// <summary><c>PCMU</c> (default), <c>PCMA</c>, <c>L16</c>, or <c>default</c>: as the call comes.</summary>
    public string StreamCodec { get; set; } = "PCMU";

    /// <summary>Which byte of L16 sound comes first: <c>Big</c> (default, as RFC 3551 has it) or <c>Little</c>.</summary>
    public L16ByteOrder L16ByteOrder { get; set; }

    /// <summary>Wait before answering. Default none, 0 to 30 s: each second is one more of ringing for somebody in need.</summary>
    public TimeSpan AnswerDelay { get; set; } = TimeSpan.Zero;

    /// <summary>How often in a row a stream may fail before the provider records and transcribes instead. Default 3, 1 to 10.</summary>
    public int StreamTries { get; set; } = 3;

    /// <summary>After this long without any sign of life the provider is asked, and the call finished if it is gone. Default 2 min, 10 s to 10 min.</summary>
    public TimeSpan SilenceLimit { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How often what was heard is stored while the caller speaks. Default 5 s, 0.5 to 60 s.</summary>
    public TimeSpan KeepInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the transcription of the recording may hold up the packet. Default 30 s, 1 s to 5 min.</summary>
    public TimeSpan TranscriptionLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the packet of a call that nobody could stream waits for the provider's recording; one that comes later is kept all the same. Default 15 s, 0 to
    /// 5 min.
    /// </summary>
    public TimeSpan ProviderRecordingLimit { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a dispatcher's phone rings. Default 30 s, 5 to 120 s.</summary>
    public TimeSpan JoinRingTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether the provider transcribes from the start: <c>Auto</c> (default) when there is no recogniser of our own, <c>Always</c>, <c>Never</c>.</summary>
    public ProviderTranscription ProviderTranscription { get; set; }
}

/// <summary>When the telephone provider's own transcription is used.</summary>
public enum ProviderTranscription
{
    /// <summary>When there is no recogniser of our own.</summary>
    Auto = 0,

    /// <summary>Beside our own.</summary>
    Always = 1,

    /// <summary>Only for a call that cannot be streamed.</summary>
    Never = 2,
}
