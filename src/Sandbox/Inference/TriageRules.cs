using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FleetActors.Sandbox;

/// <summary>A stand-in for a language model: triages the transcript of an emergency call by a few words.</summary>
internal static partial class TriageRules
{
    private const string Open = "<transcript>";
    private const string Close = "</transcript>";
    private const int LongestSummary = 200;

    private static readonly (Regex Words, string Tag, string[] Services, int Risk)[] Rules =
    [
        (Shooting(), "ACTIVE_SHOOTER", ["POLICE", "EMS"], 3),
        (Breathing(), "NOT_BREATHING", ["EMS"], 3),
        (Unconscious(), "UNCONSCIOUS", ["EMS"], 3),
        (Heart(), "CHEST_PAIN", ["EMS"], 3),
        (Explosion(), "EXPLOSION", ["FIRE", "EMS", "POLICE"], 3),
        (Fire(), "FIRE", ["FIRE"], 3),
        (Smoke(), "SMOKE", ["FIRE"], 2),
        (Weapon(), "WEAPON", ["POLICE"], 2),
        (Bleeding(), "BLEEDING", ["EMS"], 2),
        (Crash(), "TRAFFIC_CRASH", ["POLICE", "EMS"], 2),
        (Violence(), "ASSAULT", ["POLICE", "EMS"], 2),
        (Injury(), "INJURY", ["EMS"], 1),
        (Theft(), "THEFT", ["POLICE"], 1),
    ];

    /// <summary>Whether a prompt asks for triage: it holds a transcript between its marks.</summary>
    public static bool Asks(string prompt) => prompt.Contains(Open, StringComparison.Ordinal);

    /// <summary>The object asked for: category, services, risk, tags, summary, reason.</summary>
    public static JsonObject Triage(string prompt)
    {
        var said = Transcript(prompt);
        var found = Array.FindAll(Rules, rule => rule.Words.Matches(said).Any(match => !Negation().IsMatch(said[..match.Index])));
        var services = found.SelectMany(rule => rule.Services).Distinct().ToArray();
        var risk = found.Length == 0 ? 0 : found.Max(rule => rule.Risk);
        return new JsonObject
        {
            ["category"] = services.FirstOrDefault() ?? "OTHER",
            ["services"] = Words(services.Length == 0 ? ["OTHER"] : services),
            ["risk"] = risk switch { 3 => "CRITICAL", 2 => "HIGH", 1 => "MEDIUM", _ => "LOW" },
            ["tags"] = Words(found.Select(rule => rule.Tag)),
            ["summary"] = said.Length == 0 ? "The caller said nothing." : $"The caller says: {(said.Length <= LongestSummary ? said : said[..LongestSummary] + "...")}",
            ["reason"] = found.Length == 0 ? "Nothing grave was said." : $"The caller speaks of: {string.Join(", ", found.Select(rule => rule.Tag))}.",
        };
    }

    private static JsonArray Words(IEnumerable<string> words) => new([.. words.Select(word => (JsonNode)word)]);

    private static string Transcript(string prompt)
    {
        var start = prompt.IndexOf(Open, StringComparison.Ordinal) + Open.Length;
        var end = prompt.LastIndexOf(Close, StringComparison.Ordinal);
        var inside = (end < start ? prompt[start..] : prompt[start..end]).Trim();
        try
        {
            return JsonSerializer.Deserialize<string>(inside) ?? "";
        }
        catch (JsonException)
        {
            // Not quoted: the words are still worth reading.
            return inside;
        }
    }

    private const RegexOptions Flags = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\b(shooter|shooting at|gunman|opened fire|gunshots?|shots fired|been shot)\b", Flags)]
    private static partial Regex Shooting();

    [GeneratedRegex(@"\b(not breathing|isn.t breathing|can.?t breathe|cannot breathe|stopped breathing|choking)\b", Flags)]
    private static partial Regex Breathing();

    [GeneratedRegex(@"\b(unconscious|passed out|unresponsive|collapsed|won.t wake)\b", Flags)]
    private static partial Regex Unconscious();

    [GeneratedRegex(@"\b(chest pains?|heart attack|pain in my chest|stroke)\b", Flags)]
    private static partial Regex Heart();

    [GeneratedRegex(@"\b(explosion|exploded|blew up)\b", Flags)]
    private static partial Regex Explosion();

    [GeneratedRegex(@"\b(on fire|flames|burning|a fire)\b(?! (drill|station|truck|sale))", Flags)]
    private static partial Regex Fire();

    [GeneratedRegex(@"\b(smoke|gas leak|smell gas)\b", Flags)]
    private static partial Regex Smoke();

    [GeneratedRegex(@"\b(has a gun|with a gun|has a knife|with a knife|weapon)\b", Flags)]
    private static partial Regex Weapon();

    [GeneratedRegex(@"\b(bleeding|blood)\b", Flags)]
    private static partial Regex Bleeding();

    [GeneratedRegex(@"\b(car accident|crash(ed)?|hit by a car|collision)\b", Flags)]
    private static partial Regex Crash();

    [GeneratedRegex(@"\b(hitting|attacked|beating|stabbed|broke into|robbed)\b", Flags)]
    private static partial Regex Violence();

    [GeneratedRegex(@"\b(hurt|injured|broken|fell|sick)\b", Flags)]
    private static partial Regex Injury();

    [GeneratedRegex(@"\b(stolen?|theft|thief)\b", Flags)]
    private static partial Regex Theft();

    [GeneratedRegex(@"\b(no|not|nobody|without|never|isn.t|no one)( \w+){0,2} $", Flags)]
    private static partial Regex Negation();
}
