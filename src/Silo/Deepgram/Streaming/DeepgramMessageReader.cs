using System.Text.Json;
using FleetActors.Telnyx;

namespace FleetActors.Deepgram.Streaming;

/// <summary>Reads Deepgram's messages. Never throws: what cannot be read is an <see cref="UnknownMessage"/>.</summary>
internal static class DeepgramMessageReader
{
    private const int LongestTranscript = 8000;
    private const int LongestReason = 200;
    private static readonly JsonDocumentOptions Bounds = new() { MaxDepth = 24 };

    public static DeepgramMessage Read(ReadOnlyMemory<byte> frame)
    {
        try
        {
            using var document = JsonDocument.Parse(frame, Bounds);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return new UnknownMessage();
        }
    }

    private static DeepgramMessage Read(JsonElement root) => Text(root, "type") switch
    {
        "Results" => Results(root),
        "UtteranceEnd" => new UtteranceEndMessage(Number(root, "last_word_end")),
        "SpeechStarted" => new SpeechStartedMessage(),
        "Metadata" => new MetadataMessage(Text(root, "request_id")),
        "Error" => new ErrorMessage(JsonText.OneLine(Text(root, "description") ?? Text(root, "message") ?? Text(root, "variant") ?? "error", LongestReason)),
        _ => new UnknownMessage(),
    };

    private static DeepgramMessage Results(JsonElement root)
    {
        if (Number(root, "start") is not { } start || Number(root, "duration") is not { } duration
            || Member(root, "channel") is not { } channel
            || Member(channel, "alternatives") is not { ValueKind: JsonValueKind.Array } alternatives)
        {
            return new UnknownMessage();
        }

        var best = alternatives.GetArrayLength() > 0 ? alternatives[0] : default;
        var text = best.ValueKind == JsonValueKind.Object ? Text(best, "transcript") ?? string.Empty : string.Empty;
        return new ResultsMessage(
            JsonText.OneLine(text, LongestTranscript),
            best.ValueKind == JsonValueKind.Object ? Math.Clamp(Number(best, "confidence") ?? 0, 0, 1) : 0,
            start,
            duration,
            Flag(root, "is_final"),
            Flag(root, "speech_final"));
    }

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } text ? JsonText.OrNull(text) : null;

    private static double? Number(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) && value is >= 0 and < 1e9 ? value : null;

    private static bool Flag(JsonElement parent, string name) => Member(parent, name) is { ValueKind: JsonValueKind.True };
}
