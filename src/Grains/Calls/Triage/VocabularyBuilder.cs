namespace FleetActors.Calls;

/// <summary>Collects the symbols of patterns and, when all are known, says what each word counts as.</summary>
internal sealed class VocabularyBuilder
{
    private const string Number = "@number";

    private readonly Dictionary<string, int> _symbols = new(StringComparer.Ordinal) { [Number] = 0 };
    private readonly Dictionary<string, string[]> _classes = new(StringComparer.Ordinal) { [Number[1..]] = [] };

    /// <summary>A class of words or beginnings.</summary>
    /// <exception cref="FormatException">There is one of that name.</exception>
    public void AddClass(string name, IEnumerable<string> members)
    {
        if (!_classes.TryAdd(name, [.. members]))
        {
            throw new FormatException($"The word class '{name}' is there twice.");
        }

        Symbol("@" + name);
    }

    /// <summary>The symbol of a word, a beginning with a star, or a class with an at sign: a name, or its members with bars between them.</summary>
    /// <exception cref="FormatException">There is no such class.</exception>
    public int Symbol(string name)
    {
        if (_symbols.TryGetValue(name, out var known))
        {
            return known;
        }

        if (name[0] == '@' && !_classes.ContainsKey(name[1..]))
        {
            _classes[name[1..]] = name.Contains('|', StringComparison.Ordinal)
                ? name[1..].Split('|')
                : throw new FormatException($"There is no word class '{name}' above this line.");
        }

        _symbols.Add(name, _symbols.Count);
        return _symbols[name];
    }

    /// <summary>What every word counts as.</summary>
    public Vocabulary Build()
    {
        var classesOf = _classes.SelectMany(entry => entry.Value, (entry, member) => (member, name: "@" + entry.Key)).ToLookup(pair => pair.member, pair => pair.name);
        var named = _symbols.Keys.Where(name => name[0] != '@').Concat(_classes.Values.SelectMany(members => members)).ToHashSet(StringComparer.Ordinal);
        var beginnings = named.Where(name => name[^1] == '*').Select(name => name[..^1]).ToHashSet(StringComparer.Ordinal);
        return new Vocabulary(
            named.Where(name => name[^1] != '*').ToDictionary(word => word, word => Symbols(word, isWhole: true, classesOf)),
            beginnings.ToDictionary(beginning => beginning, beginning => Symbols(beginning, isWhole: false, classesOf)),
            _classes.Keys.ToDictionary(name => name, name => _symbols["@" + name]),
            _symbols[Number]);
    }

    private int[] Symbols(string text, bool isWhole, ILookup<string, string> classesOf)
    {
        var names = Enumerable.Range(1, text.Length).Select(length => text[..length] + "*").ToHashSet(StringComparer.Ordinal);
        if (isWhole)
        {
            names.Add(text);
            if (text.All(char.IsAsciiDigit))
            {
                names.Add(Number);
            }
        }

        names.UnionWith(names.SelectMany(name => classesOf[name]).ToList());
        return [.. names.Where(_symbols.ContainsKey).Select(name => _symbols[name]).Order()];
    }
}
