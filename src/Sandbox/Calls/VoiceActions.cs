using System.Globalization;
using System.Text.Json;

namespace FleetActors.Sandbox;

/// <summary>Commands that speak and listen: speak, gather, gather_using_speak, gather_stop, send_dtmf.</summary>
internal sealed class VoiceActions(VoiceTiming timing, CallEvents events, Gathering gathering, PhoneBook phones)
{
    private const int MostDigits = 128;
    private const int LongestWait = 120_000;

    public IEnumerable<LegAction> All =>
    [
        new("speak", NeedsAnswer: true, Speak),
        new("gather", NeedsAnswer: true, GatherKeys),
        new("gather_using_speak", NeedsAnswer: true, GatherUsingSpeak),
        new("gather_stop", NeedsAnswer: true, GatherStop),
        new("send_dtmf", NeedsAnswer: true, SendDtmf),
    ];

    private Func<TelnyxReply?> Speak(Leg leg, RequestFields fields)
    {
        var text = SpeechFields.Read(fields);
        var stop = fields.Choice("stop", null, "current", "all");
        var target = fields.Choice("target_legs", "self", "self", "opposite", "both");
        var times = ReadLoop(fields);
        return () =>
        {
            if (stop == "all")
            {
                leg.Speech.Clear();
            }
            else if (stop == "current")
            {
                leg.Speech.Skip();
            }

            leg.Speech.Add(new Utterance(
                timing.Speech(text), times, () => events.SpeakStarted(leg), () => Hear(leg, target!, text), status => SpeakEnded(leg, status)));
            return null;
        };
    }

    private void Hear(Leg leg, string target, string text)
    {
        foreach (var listener in new[] { target != "opposite" ? leg : null, target != "self" ? leg.BridgedTo : null }.OfType<Leg>())
        {
            listener.Hear(text);
            phones.Touch(listener.Phone);
        }
    }

    private void SpeakEnded(Leg leg, string status)
    {
        events.SpeakEnded(leg, status);
        phones.Touch(leg.Phone);
    }

    private Func<TelnyxReply?> GatherKeys(Leg leg, RequestFields fields)
    {
        var overall = fields.Number("timeout_millis", 1, LongestWait, 60_000);
        var firstDigit = fields.Number("initial_timeout_millis", 1, LongestWait, 5000);
        var request = ReadGather(fields, prompt: null, invalidPrompt: null, tries: 1, firstDigit, TimeSpan.FromMilliseconds(overall));
        fields.Text("gather_id", 40);
        return Start(leg, request);
    }

    private Func<TelnyxReply?> GatherUsingSpeak(Leg leg, RequestFields fields)
    {
        var prompt = SpeechFields.Read(fields);
        var invalid = fields.Text("invalid_payload", 3000);
        var isSsml = fields.Text("payload_type") == "ssml";
        var request = ReadGather(
            fields,
            prompt,
            isSsml && invalid is not null ? SpeechFields.WithoutMarkup(invalid) : invalid,
            fields.Number("maximum_tries", 1, 128, 3),
            fields.Number("timeout_millis", 1, LongestWait, 60_000),
            overall: null);
        return Start(leg, request);
    }

    private Func<TelnyxReply?> Start(Leg leg, GatherRequest request) => () =>
    {
        gathering.Start(leg, request);
        return null;
    };

    private Func<TelnyxReply?> GatherStop(Leg leg, RequestFields fields) => () =>
    {
        gathering.Cancel(leg, "cancelled");
        return null;
    };

    private Func<TelnyxReply?> SendDtmf(Leg leg, RequestFields fields)
    {
        var digits = fields.Required("digits");
        fields.Number("duration_millis", 100, 500, 250);
        if (digits.Length > 0 && !Keypad.IsSendable(digits))
        {
            fields.Refuse(new TelnyxError("90014", "Invalid value for digits", "Digits are 0-9, A-D, w, W, * and #.", "/digits"));
        }

        return () =>
        {
            leg.NoteTones(digits);
            phones.Touch(leg.Phone);
            return null;
        };
    }

    private static GatherRequest ReadGather(
        RequestFields fields, string? prompt, string? invalidPrompt, int tries, int firstDigitMs, TimeSpan? overall)
    {
        var minimum = fields.Number("minimum_digits", 1, MostDigits, 1);
        var maximum = fields.Number("maximum_digits", 1, MostDigits, MostDigits);
        if (minimum > maximum)
        {
            fields.Refuse(TelnyxError.OutOfRange("minimum_digits", 1, maximum));
        }

        var terminator = fields.Text("terminating_digit") ?? "#";
        if (terminator.Length > 1 || (terminator.Length == 1 && !Keypad.IsValid(terminator)))
        {
            fields.Refuse(new TelnyxError("90007", "Invalid value for terminating_digit", "One of 0-9, * and #.", "/terminating_digit"));
        }

        var validDigits = fields.Text("valid_digits") ?? "0123456789#*";
        if (!Keypad.IsValid(validDigits))
        {
            fields.Refuse(new TelnyxError("90008", "Invalid value for valid_digits", "Made of 0-9, * and #.", "/valid_digits"));
        }

        return new GatherRequest(
            prompt,
            invalidPrompt,
            minimum,
            maximum,
            tries,
            TimeSpan.FromMilliseconds(firstDigitMs),
            TimeSpan.FromMilliseconds(fields.Number("inter_digit_timeout_millis", 1, LongestWait, 5000)),
            overall,
            terminator,
            validDigits);
    }

    // A number or its text; "infinity" plays until it is stopped.
    private static int ReadLoop(RequestFields fields)
    {
        var value = fields.Find("loop");
        var times = 1;
        var valid = value switch
        {
            null => true,
            { ValueKind: JsonValueKind.Number } number => number.TryGetInt32(out times),
            { ValueKind: JsonValueKind.String } text when text.GetString() == "infinity" => (times = int.MaxValue) > 0,
            { ValueKind: JsonValueKind.String } text => int.TryParse(text.GetString(), CultureInfo.InvariantCulture, out times),
            _ => false,
        };
        if (!valid || times < 1 || times is > 100 and not int.MaxValue)
        {
            fields.Refuse(new TelnyxError("90009", "Invalid value for loop", "'infinity' or 1 to 100.", "/loop"));
        }

        return times;
    }
}
