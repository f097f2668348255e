using System.Globalization;
using System.Text;
using System.Text.Json;
using FleetActors.Alerts;
using FleetActors.Telnyx;

namespace FleetActors.Inference;

/// <summary>
/// Finds the classification in what a model wrote: plain, fenced, after thinking aloud, or not at all. Fields of the wrong type count as missing.
/// </summary>
internal static class ClassifierAnswerReader
{
    private const int LongestAnswer = 64 * 1024;
    private const int LongestRecord = 4096;
    private const int MostCandidates = 64;

    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = 16, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Never throws; what cannot be used is a failure with its reason.</summary>
    public static ClassifierAnswer Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return ClassifierAnswer.Failed("the model answered nothing");
        }

        var bytes = Encoding.UTF8.GetBytes(text.Length <= LongestAnswer ? text : text[..LongestAnswer]);
        var start = -1;
        for (var candidate = 0; candidate < MostCandidates; candidate++)
        {
            var step = bytes.AsSpan(start + 1).IndexOf((byte)'{');
            if (step < 0)
            {
                break;
            }

            start += step + 1;
            if (TryParse(bytes.AsMemory(start)) is { } answer)
            {
                return answer;
            }
        }

        return ClassifierAnswer.Failed(start < 0 ? "the model answered no JSON object" : "the model's JSON object is broken, cut off, or not a classification");
    }

    private static ClassifierAnswer? TryParse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes.Span, new JsonReaderOptions
            {
                MaxDepth = Lenient.MaxDepth,
                AllowTrailingCommas = Lenient.AllowTrailingCommas,
                CommentHandling = Lenient.CommentHandling,
            });
            using var document = JsonDocument.ParseValue(ref reader);
            return FromObject(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ClassifierAnswer? FromObject(JsonElement root)
    {
        var fields = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in root.EnumerateObject())
        {
            fields[property.Name] = property.Value;
        }

        var answer = new ClassifierAnswer(
            Text(fields, "severity", 40),
            Text(fields, "category", 60),
            Text(fields, "briefing", 600),
            Text(fields, "recommended_action", 400),
            Minutes(fields, "time_sensitivity"),
            RawJson: null,
            Failure: null);

        // Thinking aloud may hold other objects; only one that says something about the alert counts.
        return answer is { Severity: null, Category: null, Briefing: null, RecommendedAction: null, TimeSensitivityMinutes: null }
            ? null
            : answer with { RawJson = Record(root, answer) };
    }

    private static string? Text(Dictionary<string, JsonElement> fields, string name, int longest)
    {
        if (!fields.TryGetValue(name, out var value) || value.ValueKind != JsonValueKind.String || JsonText.OrNull(value) is not { } text)
        {
            return null;
        }

        var line = JsonText.OneLine(text, longest);
        return line.Length == 0 ? null : line;
    }

    private static int? Minutes(Dictionary<string, JsonElement> fields, string name)
    {
        if (!fields.TryGetValue(name, out var value))
        {
            return null;
        }

        var number = value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDouble(out var plain) => plain,
            JsonValueKind.String when double.TryParse(JsonText.OrNull(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var text) => text,
            _ => double.NaN,
        };
        return number is >= 0 and <= int.MaxValue ? (int)number : null;
    }

    // The record is stored with the alert, so a talkative model must not fill the disk.
    private static string Record(JsonElement root, ClassifierAnswer answer)
    {
        var raw = root.GetRawText();
        return raw.Length <= LongestRecord
            ? raw
            : JsonSerializer.Serialize(new Dictionary<string, object?>
            {
                ["severity"] = answer.Severity,
                ["category"] = answer.Category,
                ["briefing"] = answer.Briefing,
                ["recommended_action"] = answer.RecommendedAction,
                ["time_sensitivity"] = answer.TimeSensitivityMinutes,
            });
    }
}
