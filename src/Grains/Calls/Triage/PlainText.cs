using System.Globalization;
using System.Text;

namespace FleetActors.Calls;

/// <summary>Text of callers and models, made fit for one line. Markup is left as the text it is: whoever shows it escapes it.</summary>
internal static class PlainText
{
    /// <summary>
    /// Without control, format and direction characters (which could reorder or hide a line) and double blanks, cut to a length, never inside a character.
    /// </summary>
    public static string OneLine(string text, int longest)
    {
        ArgumentNullException.ThrowIfNull(text);
        var line = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var rune in text.EnumerateRunes())
        {
            var isBlank = Rune.IsWhiteSpace(rune) || Rune.IsControl(rune);
            if ((isBlank && (line.Length == 0 || line[^1] == ' ')) || (!isBlank && IsHidden(rune)))
            {
                continue;
            }

            if (line.Length + (isBlank ? 1 : rune.Utf16SequenceLength) > longest)
            {
                break;
            }

            line.Append(isBlank ? " " : rune.ToString());
        }

        return line.ToString().TrimEnd();
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned;
}
