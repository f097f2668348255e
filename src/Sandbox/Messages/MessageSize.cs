using System.Buffers;

namespace FleetActors.Sandbox;

/// <summary>How many parts a text takes on the air.</summary>
/// <param name="Encoding"><c>GSM-7</c> or <c>UCS-2</c>.</param>
internal sealed record MessageSize(string Encoding, int Parts)
{
    public const int MostParts = 10;

    private const string Basic =
        "@\u00a3$\u00a5\u00e8\u00e9\u00f9\u00ec\u00f2\u00c7\n\u00d8\u00f8\r\u00c5\u00e5\u0394_\u03a6\u0393\u039b\u03a9\u03a0\u03a8\u03a3\u0398\u039e\u00c6\u00e6\u00df\u00c9"
        + " !\"#\u00a4%&'()*+,-./0123456789:;<=>?\u00a1ABCDEFGHIJKLMNOPQRSTUVWXYZ\u00c4\u00d6\u00d1\u00dc\u00a7\u00bfabcdefghijklmnopqrstuvwxyz\u00e4\u00f6\u00f1\u00fc\u00e0";

    private const string Extended = "\f^{}\\[~]|\u20ac";

    private static readonly SearchValues<char> Gsm = SearchValues.Create(Basic + Extended);
    private static readonly SearchValues<char> TwoUnits = SearchValues.Create(Extended);

    /// <summary>GSM-7: 160 characters, or 153 per part; one character outside it makes the whole text UCS-2: 70, or 67 per part.</summary>
    /// <param name="encoding"><c>auto</c>, <c>gsm7</c> or <c>ucs2</c>.</param>
    public static MessageSize Of(string text, string encoding = "auto")
    {
        if (encoding == "ucs2" || (encoding == "auto" && text.AsSpan().ContainsAnyExcept(Gsm)))
        {
            return new MessageSize("UCS-2", Count(text.Length, 70, 67));
        }

        var units = text.Length + text.Count(static character => TwoUnits.Contains(character));
        return new MessageSize("GSM-7", Count(units, 160, 153));
    }

    private static int Count(int units, int alone, int perPart) => units <= alone ? 1 : (units + perPart - 1) / perPart;
}
