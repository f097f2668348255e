using System.Text;
using System.Text.Json;
using FleetActors.Telnyx;

namespace FleetActors.Inference;

/// <summary>Finds a JSON object in what a model wrote: plain, fenced, after thinking aloud, or not at all.</summary>
internal static class ModelObject
{
    private const int LongestAnswer = 64 * 1024;
    private const int MostCandidates = 64;

    private static readonly JsonReaderOptions Lenient = new() { MaxDepth = 16, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The first object that something can be made of; never throws.</summary>
    /// <param name="read">Null for an object that says nothing of what was asked: thinking aloud may hold such. The element is gone afterwards.</param>
    /// <param name="failure">Why there is none, when the answer is null.</param>
    /// <param name="what">What was asked for, with its article.</param>
    public static T? Find<T>(string? text, Func<JsonElement, T?> read, string what, out string failure)
        where T : class
    {
        failure = "";
        if (string.IsNullOrWhiteSpace(text))
        {
            failure = "the model answered nothing";
            return null;
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
            if (TryRead(bytes.AsSpan(start), read) is { } found)
            {
                return found;
            }
        }

        failure = start < 0 ? "the model answered no JSON object" : $"the model's JSON object is broken, cut off, or not {what}";
        return null;
    }

    /// <summary>Members by name in any case; of several the last.</summary>
    public static Dictionary<string, JsonElement> Members(JsonElement root)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in root.EnumerateObject())
        {
            members[property.Name] = property.Value;
        }

        return members;
    }

    /// <summary>A string member in one line, cut to a length; null for anything else and for one without letters.</summary>
    public static string? Text(Dictionary<string, JsonElement> members, string name, int longest)
    {
        if (!members.TryGetValue(name, out var value) || value.ValueKind != JsonValueKind.String || JsonText.OrNull(value) is not { } text)
        {
            return null;
        }

        var line = JsonText.OneLine(text, longest);
        return line.Length == 0 ? null : line;
    }

    private static T? TryRead<T>(ReadOnlySpan<byte> bytes, Func<JsonElement, T?> read)
        where T : class
    {
        try
        {
            var reader = new Utf8JsonReader(bytes, Lenient);
            using var document = JsonDocument.ParseValue(ref reader);
            return read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
