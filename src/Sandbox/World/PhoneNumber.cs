using System.Text.RegularExpressions;

namespace FleetActors.Sandbox;

/// <summary>What may be dialled.</summary>
internal static partial class PhoneNumber
{
    /// <summary>E.164: a plus and 2 to 15 digits, the first not 0.</summary>
    public static bool IsE164(string? text) => text is not null && E164().IsMatch(text);

    public static bool IsDialable(string? text) => IsE164(text) || (text is not null && Sip().IsMatch(text));

    [GeneratedRegex(@"^\+[1-9][0-9]{1,14}\z", RegexOptions.CultureInvariant)]
    private static partial Regex E164();

    [GeneratedRegex(@"^sip:[^\s@]{1,128}@[^\s@]{1,128}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Sip();
}
