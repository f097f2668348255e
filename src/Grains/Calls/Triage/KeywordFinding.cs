using System.Collections.Immutable;

namespace FleetActors.Calls;

/// <summary>What the phrase file finds in a text.</summary>
/// <param name="Category">Unknown only when the text has no words.</param>
/// <param name="Confidence">Of the category, 0 to 1.</param>
/// <param name="Services">All that are needed, the category first; other only when it is alone.</param>
/// <param name="Tags">Gravest first, each once.</param>
/// <param name="SetAside">Phrases heard but not counted, and why, in the order they were said.</param>
/// <param name="HasWords">Anything was said at all.</param>
/// <param name="Panics">How often fear or pleading was heard.</param>
/// <param name="IsUnclear">A sentence says more than a greeting, and nothing in it is known, neither as grave nor as harmless.</param>
internal sealed record KeywordFinding(
    ServiceCategory Category,
    double Confidence,
    ImmutableArray<ServiceCategory> Services,
    ImmutableArray<TagFinding> Tags,
    ImmutableArray<string> SetAside,
    bool HasWords,
    int Panics,
    bool IsRelieved,
    bool IsThankful,
    bool IsUnclear = false)
{
    /// <summary>In a text without words.</summary>
    public static KeywordFinding Nothing { get; } = new(ServiceCategory.Unknown, 0, [], [], [], HasWords: false, 0, IsRelieved: false, IsThankful: false);

    /// <summary>Somebody may die of one of the tags now.</summary>
    public bool IsLifeThreat => Tags.Any(tag => tag.Rule.IsLifeThreat);
}

/// <summary>A tag and what gave it.</summary>
/// <param name="Phrase">As it stands in the text, which the caller wrote: plain text, never markup.</param>
/// <param name="Start">Where the phrase begins in the text, in characters from 0.</param>
/// <param name="ComesWith">The tag it came with; null when the phrase gave it.</param>
internal sealed record TagFinding(TagRule Rule, string Phrase, int Start, string? ComesWith = null)
{
    /// <summary>For people, one line.</summary>
    public string Reason => ComesWith is null
        ? $"{Rule.Tag}: heard \"{Phrase}\" at character {Start}"
        : $"{Rule.Tag}: comes with {ComesWith}";
}
