using System.Collections.Immutable;

namespace FleetActors.Calls;

/// <summary>What a tag of the phrase file means.</summary>
/// <param name="Services">Who must come, the most needed first.</param>
/// <param name="Points">How grave it is by itself, 0 to 1, on the scale of the risk's score.</param>
/// <param name="IsLifeThreat">Somebody may die of it now.</param>
/// <param name="Also">Tags that come with it.</param>
internal sealed record TagRule(string Tag, ImmutableArray<ServiceCategory> Services, double Points, bool IsLifeThreat, ImmutableArray<string> Also);

/// <summary>What a phrase of the phrase file does.</summary>
internal enum PhraseUse
{
    /// <summary>Gives a tag.</summary>
    Tag,

    /// <summary>Says something harmless that sounds like a tag: what lies inside it counts for nothing.</summary>
    Pass,

    /// <summary>Fear or pleading.</summary>
    Panic,

    /// <summary>It is over, or turned out well.</summary>
    Relief,

    /// <summary>Politeness.</summary>
    Thanks,
}

/// <param name="Tag">Null unless the phrase gives one.</param>
/// <param name="Unless">Word classes of which no word may stand near.</param>
internal sealed record PhraseMeaning(PhraseUse Use, string? Tag, ImmutableArray<int> Unless);

/// <summary>What is meant when a recogniser writes something else.</summary>
/// <param name="Meant">The words meant.</param>
/// <param name="Unless">Symbols of words that, standing near, show that the words were meant as written.</param>
internal sealed record Mishearing(ImmutableArray<WordKind> Meant, ImmutableArray<int> Unless);
