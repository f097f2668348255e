namespace FleetActors.Deepgram;

/// <summary>Settings <c>Deepgram:*</c>. The name in brackets is read where the setting itself is absent.</summary>
public sealed class DeepgramOptions
{
    /// <summary>Where the settings are.</summary>
    public const string Section = "Deepgram";

    /// <summary>API key [DEEPGRAM_API_KEY]. Default none: calls are not transcribed by Deepgram.</summary>
    public string ApiKey { get; set; } = string.Empty;

    /// <summary>Base address, without <c>/v1</c>. Default <c>https://api.deepgram.com</c>; https, or http on this machine.</summary>
    public string BaseUrl { get; set; } = "https://api.deepgram.com";

    /// <summary>Allows http to other machines too, for a sandbox there: the key travels in the open. Default false.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>Name of the model. Default <c>nova-2</c>.</summary>
    public string Model { get; set; } = "nova-2";

    /// <summary>BCP-47 language of the callers. Default <c>en</c>.</summary>
    public string Language { get; set; } = "en";

    /// <summary>Words to listen for, such as names of places: at most 100. Default none.</summary>
    public IList<string> Keywords { get; } = [];

    /// <summary>Silence that ends a phrase, 10 ms to 5 s. Default 300 ms.</summary>
    public TimeSpan Endpointing { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Pause after the last word that ends an utterance even in noise, 1 to 5 s. Default 1 s.</summary>
    public TimeSpan UtteranceEnd { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Time without audio after which what is pending is asked for, 100 ms to 10 s. Default 1 s.</summary>
    public TimeSpan FinalizeAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Time between signs of life while there is no audio, 1 to 8 s: Deepgram hangs up after 10. Default 4 s.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a connection may take to come up, 100 ms to 60 s. Default 5 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one message may take to leave before the connection counts as lost, 1 to 60 s. Default 5 s.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Pause before the first new attempt, 10 ms to 10 s; doubled each time. Default 250 ms.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest pause between attempts, up to 1 min. Default 3 s.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How much unheard audio is sent again after a loss, 100 ms to 60 s. Default 5 s. More would lose less and show live words later for longer, since
    /// <see cref="CatchUpRate"/> is low; what is left out is told as a gap.
    /// </summary>
    public TimeSpan Resend { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How much audio is kept for each call, <see cref="Resend"/> to 5 min. Default 30 s.</summary>
    public TimeSpan Backlog { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How fast kept audio may be sent, as a multiple of real time, 1 to 100. Default 1.25, which is all that Deepgram takes.</summary>
    public double CatchUpRate { get; set; } = 1.25;

    /// <summary>How long the last words may take after the end of the audio, 100 ms to 60 s. Default 5 s.</summary>
    public TimeSpan FinishTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the transcription of a whole recording may take, 1 s to 10 min. Default 1 min.</summary>
    public TimeSpan BatchTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Recordings transcribed at once, 1 to 1,000. Default 16. More wait, within their own timeout.</summary>
    public int BatchConcurrency { get; set; } = 16;
}
