using System.Collections.Immutable;
using System.Text.Json;
using FleetActors.Calls;
using FleetActors.Telnyx;

namespace FleetActors.Inference;

/// <summary>Finds the triage in what a model wrote. Words that are not ours and fields of the wrong type count as missing; everything is bounded.</summary>
internal static class TriageAnswerReader
{
    private const int LongestWord = 40;
    private const int MostWords = 20;

    /// <summary>Never throws; what cannot be used is a failure with its reason.</summary>
    public static TriageAnswer Read(string? text) => ModelObject.Find(text, FromObject, "a triage", out var failure) ?? TriageAnswer.Failed(failure);

    private static TriageAnswer? FromObject(JsonElement root)
    {
        var fields = ModelObject.Members(root);
        var answer = new TriageAnswer(
            CallWords.Category(ModelObject.Text(fields, "category", LongestWord)),
            [.. Words(fields, "services").Select(CallWords.Category).Where(service => service != ServiceCategory.Unknown).Distinct()],
            [.. Words(fields, "tags").Select(TriageTags.Match).OfType<string>().Distinct(StringComparer.Ordinal)],
            CallWords.Level(ModelObject.Text(fields, "risk", LongestWord)),
            ModelObject.Text(fields, "summary", TriageAnswer.LongestSummary),
            ModelObject.Text(fields, "reason", TriageAnswer.LongestReason),
            Failure: null);
        return answer is { Category: ServiceCategory.Unknown, Level: RiskLevel.Unknown, Summary: null, Services.IsEmpty: true, Tags.IsEmpty: true } ? null : answer;
    }

    private static ImmutableArray<string> Words(Dictionary<string, JsonElement> fields, string name) =>
        fields.TryGetValue(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray()
                .Take(MostWords)
                .Where(item => item.ValueKind == JsonValueKind.String)
                .Select(JsonText.OrNull)
                .OfType<string>()]
            : [];
}
