namespace FleetActors.Calls;

/// <summary>
/// Letters without case, accents and width, one character at a time. The run time's own normalisation does nothing where globalization is invariant, as it is here.
/// </summary>
internal static class Folding
{
    /// <summary>The character stands for nothing: a combining mark, a soft hyphen, a zero-width joiner.</summary>
    public const char Nothing = '\0';

    /// <summary>The character is no part of a word.</summary>
    public const char Separator = ' ';

    private const int FirstAccented = 0xC0;

    // Base letters of U+00C0 to U+017F. Two-letter ones (ae, ss, oe) fold to their first: the table has no such words.
    private const string Accented =
        "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
        + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
        + "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    /// <summary>The folded character, <see cref="Nothing"/> or <see cref="Separator"/>.</summary>
    public static char Fold(char character) => character switch
    {
        >= 'a' and <= 'z' or >= '0' and <= '9' => character,
        >= 'A' and <= 'Z' => (char)(character | 0x20),
        < '\u0080' => Separator,
        '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\uFEFF' or (>= '\u0300' and <= '\u036F') => Nothing,
        >= '\u00C0' and <= '\u017F' => Accented[character - FirstAccented],
        >= '\uFF01' and <= '\uFF5E' => Fold((char)(character - 0xFEE0)),
        _ => char.IsLetterOrDigit(character) ? char.ToLowerInvariant(character) : Separator,
    };

    /// <summary>An apostrophe in any of its shapes.</summary>
    public static bool IsApostrophe(char character) => character is '\'' or '\u2019' or '\u2018' or '\u02BC' or '`' or '\u00B4' or '\uFF07';
}
