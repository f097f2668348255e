using System.Text;
using System.Text.Json;

namespace FleetActors.Telnyx;

/// <summary>Text out of JSON that others wrote.</summary>
internal static class JsonText
{
    /// <summary>The string, or null for one with half a surrogate pair, which is valid JSON but no text.</summary>
    public static string? OrNull(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Without control characters and double blanks, cut to a length (never inside a character).</summary>
    public static string OneLine(string text, int longest)
    {
        var line = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var rune in text.EnumerateRunes())
        {
            var isBlank = Rune.IsControl(rune) || Rune.IsWhiteSpace(rune);
            if (isBlank && (line.Length == 0 || line[^1] == ' '))
            {
                continue;
            }

            if (line.Length + rune.Utf16SequenceLength > longest)
            {
                break;
            }

            line.Append(isBlank ? " " : rune.ToString());
        }

        return line.ToString().TrimEnd();
    }
}
