using System.Collections.Immutable;

namespace FleetActors.Calls;

/// <summary>The tags there are. Nobody else's words become tags: what a caller talks a model into must not stand on a dispatcher's screen as if we had said it.</summary>
public static class TriageTags
{
    /// <summary>Those that say something of an emergency, in the order of the alphabet.</summary>
    public static ImmutableArray<string> Known { get; } =
        [.. PhraseBook.BuiltIn.Tags.Values.Where(rule => rule.Points > 0).Select(rule => rule.Tag).Order(StringComparer.Ordinal)];

    /// <summary>The tag a model's word means, in any case and with blanks or hyphens; null for anything else.</summary>
    public static string? Match(string? word)
    {
        var name = word?.Trim().ToUpperInvariant().Replace(' ', '_').Replace('-', '_');
        return name is not null && Known.Contains(name) ? name : null;
    }

    /// <summary>Gravest first; tags that are not in the phrase file (facts of the call) keep their place at the end.</summary>
    internal static double Points(string tag) => PhraseBook.BuiltIn.Tags.TryGetValue(tag, out var rule) ? rule.Points : 0;
}
