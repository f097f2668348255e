using System.Collections.Immutable;
using System.Text.Json;
using FleetActors.Calls;
using FleetActors.Telnyx;

namespace FleetActors.Deepgram.Batch;

/// <summary>Reads the answer of a batch transcription. Never throws.</summary>
internal static class BatchAnswerReader
{
    private const int LongestText = 200_000;
    private const int LongestUtterance = 8000;
    private const int MostUtterances = 5000;

    public static BatchTranscript Read(JsonElement answer)
    {
        if (Member(answer, "results") is not { } results
            || Member(results, "channels") is not { ValueKind: JsonValueKind.Array } channels || channels.GetArrayLength() == 0
            || Member(channels[0], "alternatives") is not { ValueKind: JsonValueKind.Array } alternatives || alternatives.GetArrayLength() == 0
            || Text(alternatives[0], "transcript") is not { } text)
        {
            return BatchTranscript.Failed("the answer holds no transcript", canRetry: false);
        }

        return new BatchTranscript(JsonText.OneLine(text, LongestText), Share(alternatives[0], "confidence"), Utterances(results), Failure: null, CanRetry: false);
    }

    private static ImmutableArray<Utterance> Utterances(JsonElement results) => Member(results, "utterances") is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Take(MostUtterances).Select(Utterance).OfType<Utterance>()]
        : [];

    private static Utterance? Utterance(JsonElement item) =>
        Text(item, "transcript") is { Length: > 0 } text && Seconds(item, "start") is { } from && Seconds(item, "end") is { } to && to >= from
            ? new Utterance(JsonText.OneLine(text, LongestUtterance), from, to, Share(item, "confidence"))
            : null;

    private static TimeSpan? Seconds(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) && value is >= 0 and < 1e6
            ? TimeSpan.FromSeconds(value)
            : null;

    private static double Share(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) && double.IsFinite(value) ? Math.Clamp(value, 0, 1) : 0;

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } text ? JsonText.OrNull(text) : null;
}
