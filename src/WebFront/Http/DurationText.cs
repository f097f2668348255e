using System.Globalization;
using System.Text.RegularExpressions;

namespace FleetActors.Http;

/// <summary>Durations as people write them: whole or broken numbers with the units <c>ms s m h d</c>, large before small: <c>1h30m</c>, <c>0.5s</c>.</summary>
internal static partial class DurationText
{
    private const int MaxLength = 40;

    /// <summary>False for anything else, an empty text included; never negative.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length > MaxLength || Pattern().Match(text) is not { Success: true } match || match.Length == 0)
        {
            return false;
        }

        var seconds = (Part(match, "d") * 86_400) + (Part(match, "h") * 3_600) + (Part(match, "m") * 60) + Part(match, "s") + (Part(match, "ms") / 1_000);

        // Beyond this a time span overflows; whoever asked for it gets told by the field's own bounds.
        duration = TimeSpan.FromSeconds(Math.Min(seconds, 1e9));
        return true;
    }

    private static double Part(Match match, string unit) =>
        match.Groups[unit] is { Success: true } group ? double.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^(?:(?<d>[0-9]+(?:\.[0-9]+)?)d)?(?:(?<h>[0-9]+(?:\.[0-9]+)?)h)?(?:(?<m>[0-9]+(?:\.[0-9]+)?)m(?!s))?(?:(?<s>[0-9]+(?:\.[0-9]+)?)s)?(?:(?<ms>[0-9]+(?:\.[0-9]+)?)ms)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
