using System.Collections.Frozen;

namespace FleetActors.Calls;

/// <summary>The phrase file, read: what words count as, which phrases there are, what they mean. Never changes; shared by all calls.</summary>
/// <param name="Phrases">All phrases of all uses in one tree, so that a text is walked once.</param>
/// <param name="Tags">By name.</param>
internal sealed record PhraseBook(
    Vocabulary Vocabulary,
    PhraseTree<PhraseMeaning> Phrases,
    PhraseTree<Mishearing> Mishearings,
    FrozenDictionary<string, TagRule> Tags)
{
    private const string Resource = "Calls/phrases.txt";

    private static readonly Lazy<PhraseBook> Read = new(ReadBuiltIn);

    /// <summary>The one that comes with the product.</summary>
    public static PhraseBook BuiltIn => Read.Value;

    private static PhraseBook ReadBuiltIn()
    {
        using var stream = typeof(PhraseBook).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}: the project file must embed it.");
        using var reader = new StreamReader(stream);
        return PhraseFile.Read(reader.ReadToEnd());
    }
}
