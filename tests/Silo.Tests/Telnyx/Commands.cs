using FleetActors.Telephony;

namespace FleetActors.Telnyx;

/// <summary>One command of each kind.</summary>
internal static class Commands
{
    public const string Leg = "v3:leg/1";
    public static readonly Guid Id = Guid.Parse("6f2f4b1e-9a52-4a7e-8a4f-0d3f8a1c2b3d");

    public static SendMessage Message { get; } = new(Id, "+15550100300", "[LOW] Fleet Alert: warm. Reply ACK 417", "alrt-1/a1.sms");

    public static Dial Dial { get; } = new(Id, "+15550100300", "alrt-1/a1", TimeSpan.FromSeconds(25));

    public static GatherUsingSpeak Gather { get; } = new(Id, Leg, "alrt-1/a1/p1", "Fleet alert. Warm.", "1239", 2, TimeSpan.FromSeconds(8));

    public static Speak Speak { get; } = new(Id, Leg, "alrt-1/a1", "Goodbye.");

    public static StopGather StopGather { get; } = new(Id, Leg);

    public static Hangup Hangup { get; } = new(Id, Leg);

    public static CallStream Stream { get; } = new("wss://fleet.example.com/ws?call=s-1&token=ab", "PCMU");

    public static AnswerCall Answer { get; } = new(Id, Leg, "fc1|s-1|", Stream);

    public static StartStreaming StartStreaming { get; } = new(Id, Leg, "fc1|s-1|", Stream);

    public static StartRecording StartRecording { get; } = new(Id, Leg, "fc1|s-1|");

    public static StartTranscription StartTranscription { get; } = new(Id, Leg, "fc1|s-1|", "en");

    public static CreateConference Create { get; } = new(Id, "alrt-1", Leg, "alrt-1/a1");

    public static JoinConference Join { get; } = new(Id, "conf-1", Leg, "alrt-1/a1");

    public static EndConference End { get; } = new(Id, "conf-1");

    public static TelephonyCommand ByName(string name) => name switch
    {
        nameof(Message) => Message,
        nameof(Dial) => Dial,
        nameof(Gather) => Gather,
        nameof(Speak) => Speak,
        nameof(StopGather) => StopGather,
        nameof(Hangup) => Hangup,
        nameof(Answer) => Answer,
        nameof(StartStreaming) => StartStreaming,
        nameof(StartRecording) => StartRecording,
        nameof(StartTranscription) => StartTranscription,
        nameof(Create) => Create,
        nameof(Join) => Join,
        nameof(End) => End,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such command."),
    };
}
