using System.Text;
using FleetActors.Telephony;
using FleetActors.Telnyx.Api;

namespace FleetActors.Telnyx;

/// <summary>Our commands in Telnyx's words.</summary>
internal sealed class TelnyxRequests(TelnyxOptions options)
{
    private const int LongestSpeech = 3000;
    private const string NoDetection = "disabled";
    private const string CallersSide = "inbound_track";

    // Its own default, and one that tells words before they are final.
    private const string TranscriptionEngine = "Google";

    // Both are at the basic level only; the level's default, premium, knows full voice names.
    private readonly string? _serviceLevel = options.Voice is "female" or "male" ? "basic" : null;

    public MessageRequest Message(SendMessage command) =>
        new(options.From, command.To, SmsLength.Fit(command.Text), MessageWebhook(command.Reference));

    public DialRequest Dial(Dial command) => new(
        options.ConnectionId,
        command.To,
        options.From,
        Encode(command.ClientState),
        Id(command),
        (int)Math.Clamp(Math.Ceiling(command.RingTimeout.TotalSeconds), 5, 600),
        command.WithoutMachineDetection ? NoDetection : options.AnsweringMachineDetection,
        options.CallWebhookUrl);

    public GatherRequest Gather(GatherUsingSpeak command) => new(
        Speech(command.Text),
        options.Voice,
        _serviceLevel,
        options.VoiceLanguage,
        MinimumDigits: 1,
        MaximumDigits: 1,
        Math.Clamp(command.Tries, 1, 128),
        (int)Math.Clamp(command.DigitTimeout.TotalMilliseconds, 1, 120_000),
        command.ValidDigits,
        Encode(command.ClientState),
        Id(command));

    public SpeakRequest Speak(Speak command) =>
        new(Speech(command.Text), options.Voice, _serviceLevel, options.VoiceLanguage, Encode(command.ClientState), Id(command));

    public static AnswerRequest Answer(AnswerCall command) => new(
        command.Stream?.Url,
        command.Stream is null ? null : CallersSide,
        command.Stream?.Codec,
        Encode(command.ClientState),
        Id(command));

    public static StreamingRequest Streaming(StartStreaming command) =>
        new(command.Stream.Url, CallersSide, command.Stream.Codec, Encode(command.ClientState), Id(command));

    public static RecordRequest Record(StartRecording command) => new("wav", "single", "inbound", Encode(command.ClientState), Id(command));

    public static TranscriptionRequest Transcription(StartTranscription command) => new(
        TranscriptionEngine,
        new TranscriptionEngineConfig(TranscriptionEngine, command.Language, InterimResults: true),
        "inbound",
        Encode(command.ClientState),
        Id(command));

    public static ConferenceRequest Conference(CreateConference command) =>
        new(command.CallControlId, command.Name, Encode(command.ClientState), Id(command));

    public static JoinRequest Join(JoinConference command) =>
        new(command.CallControlId, Encode(command.ClientState), Id(command));

    /// <summary>
    /// Joining the conference that was there already. The identity differs from the refused creation's, so that the provider does not take it for a repeat.
    /// </summary>
    public static JoinRequest JoinInstead(CreateConference command) =>
        new(command.CallControlId, Encode(command.ClientState), $"{Id(command)}-join");

    public static PlainRequest Plain(TelephonyCommand command) => new(Id(command));

    /// <summary>Telnyx takes client states in base64 only.</summary>
    public static string Encode(string clientState) => Convert.ToBase64String(Encoding.UTF8.GetBytes(clientState));

    private static string Id(TelephonyCommand command) => command.CommandId.ToString("D");

    private static string Speech(string text)
    {
        if (text.Length <= LongestSpeech)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[LongestSpeech - 1]) ? LongestSpeech - 1 : LongestSpeech;
        return text[..end];
    }

    private string? MessageWebhook(string reference)
    {
        if (options.MessageWebhookUrl is not { } address)
        {
            return null;
        }

        var separator = address.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return $"{address}{separator}ref={Uri.EscapeDataString(reference)}";
    }
}
