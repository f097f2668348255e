using System.Text.Json;
using FleetActors.Telnyx;

namespace FleetActors.Inference;

/// <summary>The text in a chat completion.</summary>
internal static class ChatAnswer
{
    /// <summary><c>choices[0].message.content</c>: a string, or parts that hold text; null for anything else.</summary>
    public static string? Text(JsonElement completion)
    {
        if (Member(completion, "choices") is not { ValueKind: JsonValueKind.Array } choices
            || choices.GetArrayLength() == 0
            || Member(choices[0], "message") is not { } message
            || Member(message, "content") is not { } content)
        {
            return null;
        }

        return content.ValueKind switch
        {
            JsonValueKind.String => JsonText.OrNull(content),
            JsonValueKind.Array => string.Concat(content.EnumerateArray().Select(PartText)),
            JsonValueKind.Object => content.GetRawText(),
            _ => null,
        };
    }

    private static string? PartText(JsonElement part) =>
        Member(part, "text") is { ValueKind: JsonValueKind.String } text ? JsonText.OrNull(text) : null;

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : null;
}
