using System.Text.Json;
using FleetActors.Telnyx;

namespace FleetActors.Deepgram.Batch;

/// <summary>What an error answer says.</summary>
internal static class DeepgramErrors
{
    private const int LongestText = 200;

    /// <summary>Code and message in one line, of <c>err_code/err_msg</c> or of <c>category/message/details</c>; null when there is neither. Never throws.</summary>
    public static string? Parse(string? body)
    {
        if (string.IsNullOrWhiteSpace(body))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            var parts = root.ValueKind != JsonValueKind.Object ? []
                : root.TryGetProperty("err_code", out _) || root.TryGetProperty("err_msg", out _) ? [Text(root, "err_code"), Text(root, "err_msg")]
                : new[] { Text(root, "category"), Text(root, "message"), Text(root, "details") };
            var line = JsonText.OneLine(string.Join(": ", parts.Where(static part => !string.IsNullOrWhiteSpace(part))), LongestText);
            return line.Length == 0 ? null : line;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? JsonText.OrNull(value) : null;
}
