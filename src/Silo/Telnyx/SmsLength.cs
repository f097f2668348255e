using System.Buffers;

namespace FleetActors.Telnyx;

/// <summary>
/// The longest text message: ten parts of 153 characters of the GSM 7-bit alphabet, or of 67 UTF-16 units as soon as one character is outside it.
/// </summary>
internal static class SmsLength
{
    private const int GsmUnits = 10 * 153;
    private const int UnicodeUnits = 10 * 67;

    private static readonly SearchValues<char> Basic = SearchValues.Create(
        "\n\r !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
        + "\u00a1\u00a3\u00a4\u00a5\u00a7\u00bf\u00c4\u00c5\u00c6\u00c7\u00c9\u00d1\u00d6\u00d8\u00dc\u00df"
        + "\u00e0\u00e4\u00e5\u00e6\u00e8\u00e9\u00ec\u00f1\u00f2\u00f6\u00f8\u00f9\u00fc"
        + "\u0393\u0394\u0398\u039b\u039e\u03a0\u03a3\u03a6\u03a8\u03a9");

    // These take two units: an escape and the character.
    private static readonly SearchValues<char> Extended = SearchValues.Create("\f^{}\\[~]|\u20ac");

    /// <summary>The text, cut where it would be refused for its length.</summary>
    public static string Fit(string text)
    {
        if (text.Length <= UnicodeUnits)
        {
            return text;
        }

        var units = 0;
        for (var i = 0; i < text.Length; i++)
        {
            units += Basic.Contains(text[i]) ? 1 : Extended.Contains(text[i]) ? 2 : GsmUnits + 1;
            if (units > GsmUnits)
            {
                return Cut(text, IsGsm(text.AsSpan(0, i + 1)) ? i : UnicodeUnits);
            }
        }

        return text;
    }

    private static bool IsGsm(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!Basic.Contains(character) && !Extended.Contains(character))
            {
                return false;
            }
        }

        return true;
    }

    private static string Cut(string text, int length) => text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
