using System.Text.RegularExpressions;

namespace FleetActors.Devices;

/// <summary>
/// Briefing texts with placeholders: <c>{device} {fleet} {rule} {metric} {value} {limit} {for}</c>. <c>{for}</c> is a duration in words, such as <c>60 s</c>.
/// </summary>
public static partial class BriefingTemplate
{
    /// <summary>Longest template, in characters.</summary>
    public const int MaxLength = 500;

    /// <summary>The names that may stand in braces.</summary>
    public static IReadOnlyList<string> Placeholders { get; } = ["device", "fleet", "rule", "metric", "value", "limit", "for"];

    /// <summary>The first placeholder that is not known, without its braces; null when all are.</summary>
    public static string? FirstUnknown(string template)
    {
        foreach (Match match in Placeholder().Matches(template))
        {
            if (!Placeholders.Contains(match.Groups[1].Value))
            {
                return match.Groups[1].Value;
            }
        }

        return null;
    }

    /// <summary>Puts values in place of the placeholders; a value is never searched for placeholders again.</summary>
    public static string Fill(string template, Func<string, string> valueOf) =>
        Placeholder().Replace(template, match => valueOf(match.Groups[1].Value));

    [GeneratedRegex(@"\{([^{}]*)\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
