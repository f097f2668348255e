using System.Text.Json;

namespace FleetActors.Sandbox;

/// <summary>What somebody at a phone says, and when they hang up.</summary>
/// <param name="HangUpAfter">How long after the end of the sound, or after the answer where there is none; null for never.</param>
internal sealed record CallerVoice(CallerLine Line, TimeSpan? HangUpAfter)
{
    private const int LongestMs = 3_600_000;
    private const int MostPhrases = 2000;
    private static readonly string[] Codecs = ["PCMU", "PCMA", "L16"];

    /// <summary>Reads it from a body; what is wrong is noted with the fields.</summary>
    public static CallerVoice Read(RequestFields fields)
    {
        var (samples, rate) = Sound(fields);
        var codec = fields.Text("codec")?.ToUpperInvariant();
        if (codec is not null && !Codecs.Contains(codec))
        {
            fields.Refuse(TelnyxError.NotOneOf("codec", Codecs));
        }

        var order = fields.Choice("byte_order", "big", "big", "little");
        var line = new CallerLine(
            samples,
            rate,
            Enum.TryParse<MediaCodec>(codec, ignoreCase: true, out var known) ? known : null,
            order == "little",
            Decimal(fields, "speed", 1, 20, absent: 1),
            new LineFaults(
                Decimal(fields, "loss", 0, 1),
                Decimal(fields, "reorder", 0, 1),
                Decimal(fields, "duplicate", 0, 1),
                fields.Number("seed", 0, int.MaxValue, 0),
                Time(fields, "disconnect_at_ms"),
                Time(fields, "reconnect_after_ms") ?? TimeSpan.Zero),
            Script(fields));
        var hangUp = Time(fields, "hangup_after_ms") ?? (samples.Length > 0 ? TimeSpan.FromMilliseconds(500) : null);
        return new CallerVoice(line, hangUp);
    }

    private static (short[] Samples, int Rate) Sound(RequestFields fields)
    {
        if (fields.Text("audio") is not { } text)
        {
            return ([], 8000);
        }

        var file = new byte[(text.Length / 4 * 3) + 3];
        var problem = "it must be base64";
        if (Convert.TryFromBase64String(text, file, out var length) && WavSound.Read(file[..length], out problem) is { } sound)
        {
            return sound;
        }

        fields.Refuse(TelnyxError.WrongType("audio", problem.Replace("it must be ", "", StringComparison.Ordinal)));
        return ([], 8000);
    }

    /// <summary>Phrases with their times; the words of one share its time by their length.</summary>
    private static List<SpokenWord> Script(RequestFields fields)
    {
        if (fields.Find("script") is not { } script)
        {
            return [];
        }

        var words = new List<SpokenWord>();
        var isArray = script.ValueKind == JsonValueKind.Array && script.GetArrayLength() <= MostPhrases;
        foreach (var phrase in isArray ? script.EnumerateArray() : default)
        {
            if (phrase.ValueKind != JsonValueKind.Object || Seconds(phrase, "start") is not { } start || Seconds(phrase, "end") is not { } end || end <= start
                || !phrase.TryGetProperty("text", out var text) || text.ValueKind != JsonValueKind.String)
            {
                isArray = false;
                break;
            }

            words.AddRange(SpeechScript.Spread(text.GetString()!, start, end));
        }

        if (!isArray)
        {
            fields.Refuse(TelnyxError.WrongType("script", $"an array of at most {MostPhrases} phrases {{start, end, text}}, in seconds"));
        }

        return words;
    }

    private static double? Seconds(JsonElement phrase, string name) =>
        phrase.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is >= 0 and <= 3600 ? seconds : null;

    private static double Decimal(RequestFields fields, string name, double from, double to, double absent = 0)
    {
        if (fields.Find(name) is not { } value)
        {
            return absent;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= from && number <= to)
        {
            return number;
        }

        fields.Refuse(TelnyxError.WrongType(name, $"a number from {from} to {to}"));
        return absent;
    }

    private static TimeSpan? Time(RequestFields fields, string name) =>
        fields.Has(name) ? TimeSpan.FromMilliseconds(fields.Number(name, 0, LongestMs, 0)) : null;
}
