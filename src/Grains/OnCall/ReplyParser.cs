using System.Globalization;

namespace FleetActors.OnCall;

/// <summary>
/// Reads the texts that paged people send back. A verb with a code may be followed by anything (<c>ACK 417 thanks</c>); a verb without one must be
/// the whole message apart from thanks, since <c>ok but not my shift</c> answers for nothing. Case, punctuation, emoji and the script that digits are
/// written in do not matter.
/// </summary>
internal static class ReplyParser
{
    // A verb and its code stand at the beginning; what follows is courtesy, and nobody is owed the parsing of a novel.
    private const int MaxLength = 200;
    private const int MinCodeDigits = 3;
    private const int MaxCodeDigits = 9;

    // The provider's own lists; they count only as the whole message there, and so they do here.
    private static readonly HashSet<string> OptOutWords = ["STOP", "STOPALL", "STOP ALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"];
    private static readonly HashSet<string> OptInWords = ["START", "UNSTOP"];
    private static readonly HashSet<string> HelpWords = ["HELP", "INFO"];

    private static readonly HashSet<string> AcknowledgeWords = ["ACK", "ACKNOWLEDGE", "ACKNOWLEDGED", "OK", "OKAY"];
    private static readonly HashSet<string> EscalateWords = ["ESC", "ESCALATE"];
    private static readonly HashSet<string> Courtesies = ["THANKS", "THANK YOU", "THX", "TY", "PLEASE", "PLS"];

    /// <summary>Never throws, whatever the text.</summary>
    public static Reply Parse(string? text)
    {
        var cut = text?.Length > MaxLength;
        var words = Words(cut ? text.AsSpan(0, MaxLength) : text);
        if (cut && words.Count > 0)
        {
            // It may have lost its end: half a code is another code.
            words.RemoveAt(words.Count - 1);
        }

        if (!cut && Keyword(string.Join(' ', words)) is { } keyword)
        {
            return keyword;
        }

        return VerbAt(words, 0) is { } first && CodeAt(words, 1) is { } code ? new Reply(first, code)
            : VerbAt(words, 1) is { } second && CodeAt(words, 0) is { } before ? new Reply(second, before)
            : !cut && VerbAt(words, 0) is { } bare && IsCourtesy(words, 1) ? new Reply(bare)
            : default;
    }

    private static Reply? Keyword(string message) =>
        OptOutWords.Contains(message) ? new Reply(ReplyKind.OptOut)
        : OptInWords.Contains(message) ? new Reply(ReplyKind.OptIn)
        : HelpWords.Contains(message) ? new Reply(ReplyKind.Help)
        : null;

    private static ReplyKind? VerbAt(List<string> words, int index) =>
        index >= words.Count ? null
        : AcknowledgeWords.Contains(words[index]) ? ReplyKind.Acknowledge
        : EscalateWords.Contains(words[index]) ? ReplyKind.Escalate
        : null;

    private static string? CodeAt(List<string> words, int index) =>
        index < words.Count && char.IsAsciiDigit(words[index][0]) && words[index].Length is >= MinCodeDigits and <= MaxCodeDigits
            ? words[index]
            : null;

    private static bool IsCourtesy(List<string> words, int from) =>
        from == words.Count || Courtesies.Contains(string.Join(' ', words.Skip(from)));

    // Runs of letters and runs of digits, folded; everything else only separates, so "ack417", "ACK #417!" and "ack: 417" are the same words.
    private static List<string> Words(ReadOnlySpan<char> text)
    {
        var words = new List<string>();
        var word = new System.Text.StringBuilder();
        var inDigits = false;
        foreach (var raw in text)
        {
            var folded = Fold(raw);
            var isDigit = char.IsAsciiDigit(folded);
            if (word.Length > 0 && (folded == '\0' || isDigit != inDigits))
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (folded != '\0')
            {
                word.Append(folded);
                inDigits = isDigit;
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }

    private static char Fold(char raw)
    {
        const char FullWidthOffset = (char)0xFEE0;
        var c = raw is >= '\uFF01' and <= '\uFF5E' ? (char)(raw - FullWidthOffset) : raw;
        var digit = CharUnicodeInfo.GetDecimalDigitValue(c);
        return digit >= 0 ? (char)('0' + digit)
            : char.IsLetter(c) ? char.ToUpperInvariant(c)
            : '\0';
    }
}
