using System.Text.Json;

namespace FleetActors.Sandbox;

/// <summary>What Dial and transfer say about ringing and about what follows the answer.</summary>
/// <param name="RetryOnTimeout">False ends the whole dial when the ring time is up, with another cause.</param>
/// <param name="Digits">Keys to send after the answer.</param>
internal sealed record DialPlan(
    TimeSpan RingTime,
    bool RetryOnTimeout,
    TimeSpan TimeLimit,
    string DetectionMode,
    bool BridgeOnAnswer,
    MediaStream? Stream,
    ConferenceTicket? Conference,
    bool Transcribe,
    bool Record,
    string? Digits)
{
    public static DialPlan Read(RequestFields fields)
    {
        var ringTime = fields.Number("timeout_secs", 5, 600, 30);
        var timeLimit = fields.Number("time_limit_secs", 30, 14_400, 14_400);
        var mode = fields.Choice("answering_machine_detection", AnsweringMachineDetection.Disabled, AnsweringMachineDetection.Modes)!;
        if (fields.Find("answering_machine_detection_config") is { ValueKind: not JsonValueKind.Object })
        {
            fields.Refuse(TelnyxError.WrongType("answering_machine_detection_config", "an object"));
        }

        var digits = fields.Text("send_digits_on_answer", 64);
        if (digits is not null && !Keypad.IsSendable(digits))
        {
            fields.Refuse(new TelnyxError("90014", "Invalid value for digits", "Digits are 0-9, A-D, w, W, * and #.", "/send_digits_on_answer"));
        }

        return new DialPlan(
            TimeSpan.FromSeconds(ringTime),
            fields.Flag("retry_on_timeout", absent: true),
            TimeSpan.FromSeconds(timeLimit),
            mode,
            fields.Flag("bridge_on_answer"),
            StreamFields.Read(fields, urlRequired: false),
            ConferenceTicket.Read(fields),
            fields.Flag("transcription"),
            fields.Choice("record", null, "record-from-answer") is not null,
            digits);
    }
}
