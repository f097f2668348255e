using System.Globalization;
using System.Text.Json;
using FleetActors.Alerts;
using FleetActors.Telnyx;

namespace FleetActors.Inference;

/// <summary>Finds the classification in what a model wrote. Fields of the wrong type count as missing.</summary>
internal static class ClassifierAnswerReader
{
    private const int LongestRecord = 4096;

    /// <summary>Never throws; what cannot be used is a failure with its reason.</summary>
    public static ClassifierAnswer Read(string? text) =>
        ModelObject.Find(text, FromObject, "a classification", out var failure) ?? ClassifierAnswer.Failed(failure);

    private static ClassifierAnswer? FromObject(JsonElement root)
    {
        var fields = ModelObject.Members(root);
        var answer = new ClassifierAnswer(
            ModelObject.Text(fields, "severity", 40),
            ModelObject.Text(fields, "category", 60),
            ModelObject.Text(fields, "briefing", 600),
            ModelObject.Text(fields, "recommended_action", 400),
            Minutes(fields, "time_sensitivity"),
            RawJson: null,
            Failure: null);
        return answer is { Severity: null, Category: null, Briefing: null, RecommendedAction: null, TimeSensitivityMinutes: null }
            ? null
            : answer with { RawJson = Record(root, answer) };
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
