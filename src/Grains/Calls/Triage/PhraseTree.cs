namespace FleetActors.Calls;

/// <summary>
/// Finds phrases in sentences. Most words begin no phrase, and the root has thousands of ways on; so the ways are looked up beforehand for every kind of word.
/// </summary>
/// <typeparam name="T">What a phrase means.</typeparam>
internal sealed class PhraseTree<T>
    where T : class
{
    private readonly PhraseNode<T>[][] _starts;

    /// <param name="root">Complete: it must not change any more.</param>
    public PhraseTree(PhraseNode<T> root, Vocabulary vocabulary) => _starts = [.. vocabulary.Kinds.Select(kind => root.Next(kind).ToArray())];

    /// <summary>Every phrase that begins at a word, with the place behind its last word. Each comes once.</summary>
    /// <param name="found">Cleared first.</param>
    public void Match(List<SpokenWord> words, int at, List<(T Meaning, int End)> found)
    {
        found.Clear();
        foreach (var next in _starts[words[at].Kind.Id])
        {
            next.Match(words, at + 1, found);
        }
    }
}
