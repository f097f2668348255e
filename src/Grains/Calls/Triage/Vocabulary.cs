using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FleetActors.Calls;

/// <summary>
/// Which symbols a word counts as: itself, the beginnings it starts with (<c>bleed*</c>), the word classes it is in (<c>@he</c>; any number is in <c>@number</c>).
/// </summary>
internal sealed class Vocabulary
{
    /// <summary>Longer words count by their first letters.</summary>
    public const int LongestWord = 32;

    private readonly FrozenDictionary<string, WordKind>.AlternateLookup<ReadOnlySpan<char>> _words;
    private readonly FrozenDictionary<string, WordKind>.AlternateLookup<ReadOnlySpan<char>> _beginnings;
    private readonly FrozenDictionary<string, int> _classes;
    private readonly WordKind _number;
    private readonly WordKind _unknown;
    private readonly int _shortest;
    private readonly int _longest;

    /// <param name="words">Symbols of each known word, ascending.</param>
    /// <param name="beginnings">Symbols of any other word that starts so, ascending.</param>
    /// <param name="classes">Symbol of each word class.</param>
    /// <param name="number">The symbol of a number.</param>
    public Vocabulary(IReadOnlyDictionary<string, int[]> words, IReadOnlyDictionary<string, int[]> beginnings, IReadOnlyDictionary<string, int> classes, int number)
    {
        var kinds = new Dictionary<string, WordKind>(StringComparer.Ordinal);
        _unknown = Kind(kinds, []);
        _number = Kind(kinds, [number]);
        _words = words.ToFrozenDictionary(entry => entry.Key, entry => Kind(kinds, entry.Value), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _beginnings = beginnings.ToFrozenDictionary(entry => entry.Key, entry => Kind(kinds, entry.Value), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _classes = classes.ToFrozenDictionary(StringComparer.Ordinal);
        _shortest = beginnings.Count == 0 ? int.MaxValue : beginnings.Keys.Min(beginning => beginning.Length);
        _longest = beginnings.Count == 0 ? 0 : beginnings.Keys.Max(beginning => beginning.Length);
        Kinds = [.. kinds.Values.OrderBy(kind => kind.Id)];
    }

    /// <summary>All kinds of words, each at the place of its id.</summary>
    public ImmutableArray<WordKind> Kinds { get; }

    /// <summary>The kind of a folded word.</summary>
    public WordKind KindOf(ReadOnlySpan<char> word)
    {
        if (_words.TryGetValue(word, out var kind))
        {
            return kind;
        }

        for (var length = Math.Min(_longest, word.Length); length >= _shortest; length--)
        {
            if (_beginnings.TryGetValue(word[..length], out kind))
            {
                return kind;
            }
        }

        return word.Length > 0 && !word.ContainsAnyExceptInRange('0', '9') ? _number : _unknown;
    }

    /// <summary>The symbol of a word class.</summary>
    /// <exception cref="FormatException">The phrase file has no such class.</exception>
    public int Class(string name) =>
        _classes.TryGetValue(name, out var symbol) ? symbol : throw new FormatException($"The phrase file has no word class '{name}'.");

    private static WordKind Kind(Dictionary<string, WordKind> kinds, int[] symbols)
    {
        var key = string.Join(' ', symbols);
        if (!kinds.TryGetValue(key, out var kind))
        {
            kind = new WordKind(kinds.Count, symbols);
            kinds.Add(key, kind);
        }

        return kind;
    }
}
