using System.Text.Json;
using System.Text.RegularExpressions;
using FleetActors.OnCall;

namespace FleetActors.Telnyx;

/// <summary>What an error answer says, whatever shape it has.</summary>
/// <param name="Code">The first code, digits; null when there is none.</param>
/// <param name="Text">Title and detail in one line, at most 200 characters, phone numbers masked; null when there are none.</param>
internal sealed partial record TelnyxErrors(string? Code, string? Text)
{
    private const int LongestText = 200;

    /// <summary>Nothing could be read.</summary>
    public static TelnyxErrors None { get; } = new(null, null);

    /// <summary>Reads Telnyx's <c>errors[]</c>, the <c>detail</c> of the inference path, or neither. Never throws.</summary>
    public static TelnyxErrors Parse(string? body)
    {
        if (string.IsNullOrWhiteSpace(body))
        {
            return None;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return None;
        }
    }

    private static TelnyxErrors Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return None;
        }

        if (First(root, "errors") is { } error)
        {
            return new TelnyxErrors(TextOf(error, "code"), OneLine(TextOf(error, "title"), TextOf(error, "detail")));
        }

        return First(root, "detail") is { } problem
            ? new TelnyxErrors(null, OneLine(TextOf(problem, "msg"), TextOf(problem, "type")))
            : new TelnyxErrors(null, OneLine(TextOf(root, "detail"), TextOf(root, "message")));
    }

    private static JsonElement? First(JsonElement parent, string name)
    {
        if (!parent.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            return null;
        }

        var first = list[0];
        return first.ValueKind == JsonValueKind.Object ? first : null;
    }

    private static string? TextOf(JsonElement parent, string name) => parent.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => JsonText.OrNull(value),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        }
        : null;

    private static string? OneLine(string? title, string? detail)
    {
        var joined = string.IsNullOrWhiteSpace(title) ? detail : string.IsNullOrWhiteSpace(detail) ? title : $"{title}: {detail}";
        return string.IsNullOrWhiteSpace(joined) ? null : JsonText.OneLine(NumberLike().Replace(joined, number => E164.Mask(number.Value)), LongestText);
    }

    // The reason goes to logs, and Telnyx repeats the number that it complains about.
    [GeneratedRegex(@"\+?[0-9]{7,}")]
    private static partial Regex NumberLike();
}
