namespace FleetActors.Calls;

/// <summary>A node of the tree of phrases: each way down from the root is one sequence of symbols.</summary>
/// <typeparam name="T">What a phrase means.</typeparam>
internal sealed class PhraseNode<T>
    where T : class
{
    private readonly Dictionary<int, PhraseNode<T>> _next = [];
    private readonly List<T> _ends = [];
    private PhraseNode<T>? _gap;

    /// <summary>Adds a sequence.</summary>
    /// <param name="symbols">Null is a gap.</param>
    public void Add(ReadOnlySpan<int?> symbols, T meaning)
    {
        var node = this;
        foreach (var symbol in symbols)
        {
            if (symbol is not { } known)
            {
                node = node._gap ??= new PhraseNode<T>();
                continue;
            }

            if (!node._next.TryGetValue(known, out var next))
            {
                next = new PhraseNode<T>();
                node._next.Add(known, next);
            }

            node = next;
        }

        if (!node._ends.Contains(meaning))
        {
            node._ends.Add(meaning);
        }
    }

    /// <summary>The nodes a word leads to.</summary>
    public IEnumerable<PhraseNode<T>> Next(WordKind word) => word.Symbols.Where(_next.ContainsKey).Select(symbol => _next[symbol]);

    /// <summary>
    /// Every phrase that goes on from here at a word, with where it ends. The work is bounded by the tree, whatever the text: phrases are short and gaps narrow.
    /// </summary>
    public void Match(List<SpokenWord> words, int at, List<(T Meaning, int End)> found)
    {
        foreach (var end in _ends)
        {
            // A phrase with a gap may be found in several ways.
            if (!found.Exists(known => ReferenceEquals(known.Meaning, end) && known.End == at))
            {
                found.Add((end, at));
            }
        }

        if (at < words.Count && _next.Count > 0)
        {
            Step(words, at, found);
        }

        for (var skipped = 0; _gap is not null && skipped <= PhrasePattern.WidestGap && at + skipped < words.Count; skipped++)
        {
            _gap.Match(words, at + skipped, found);
        }
    }

    // A common word counts as many symbols while a node deep in the tree has few ways on, and the other way round at the root.
    private void Step(List<SpokenWord> words, int at, List<(T Meaning, int End)> found)
    {
        var symbols = words[at].Kind.Symbols;
        if (symbols.Length <= _next.Count)
        {
            foreach (var symbol in symbols)
            {
                if (_next.TryGetValue(symbol, out var next))
                {
                    next.Match(words, at + 1, found);
                }
            }
        }
        else
        {
            foreach (var (symbol, next) in _next)
            {
                if (Array.BinarySearch(symbols, symbol) >= 0)
                {
                    next.Match(words, at + 1, found);
                }
            }
        }
    }
}
