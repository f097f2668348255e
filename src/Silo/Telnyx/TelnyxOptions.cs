namespace FleetActors.Telnyx;

/// <summary>Settings <c>Telnyx:*</c>. The names in brackets are read where the setting itself is absent.</summary>
public sealed class TelnyxOptions
{
    /// <summary>Where the settings are.</summary>
    public const string Section = "Telnyx";

    /// <summary>API key [TELNYX_API_KEY]. Required.</summary>
    public string ApiKey { get; set; } = string.Empty;

    /// <summary>Base address, with its version path. Default <c>https://api.telnyx.com/v2</c>; https, or http on this machine.</summary>
    public string BaseUrl { get; set; } = "https://api.telnyx.com/v2";

    /// <summary>Allows http to other machines too, for a sandbox there: the key travels in the open. Default false.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>Call Control application [CONNECTION_ID]. Required.</summary>
    public string ConnectionId { get; set; } = string.Empty;

    /// <summary>Caller id of every message and call, E.164 [ALERT_NUMBER]. Required.</summary>
    public string From { get; set; } = string.Empty;

    /// <summary>Where delivery reports go; the message's reference is added as <c>ref</c>. Default none: where the messaging profile says.</summary>
    public string? MessageWebhookUrl { get; set; }

    /// <summary>Where the webhooks of calls go. Default none: where the application says.</summary>
    public string? CallWebhookUrl { get; set; }

    /// <summary>
    /// <c>female</c> (default) or <c>male</c>, which Telnyx has at its basic level only, or a full name such as <c>AWS.Polly.Joanna</c>.
    /// </summary>
    public string Voice { get; set; } = "female";

    /// <summary>Language of the voice, default <c>en-US</c>, the only one of <c>female</c> and <c>male</c>; ignored for Polly voices.</summary>
    public string VoiceLanguage { get; set; } = "en-US";

    /// <summary>
    /// Who or what answered: <c>greeting_end</c> (default), <c>detect</c>, <c>detect_beep</c>, <c>detect_words</c>, <c>premium</c> or <c>disabled</c>.
    /// </summary>
    public string AnsweringMachineDetection { get; set; } = "greeting_end";

    /// <summary>How long one request may take in all, 100 ms to 60 s. Default 10 s.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection may take to come up, 100 ms to 60 s. Default 3 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Connections at once, 1 to 10,000. Default 256: every lane of the outbound grain at its limit, and inference beside them.</summary>
    public int MaxConnections { get; set; } = 256;

    /// <summary>How long fetching a recording that Telnyx has made may take, 1 s to 5 min. Default 1 min.</summary>
    public TimeSpan RecordingTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The largest such recording taken, in bytes, 65,536 to 1,073,741,824. Default 128 MiB, more than two hours.</summary>
    public long LargestRecording { get; set; } = 128 << 20;
}
