using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace FleetActors.Calls;

/// <summary>Reads the phrase file; its own head explains the format.</summary>
internal sealed class PhraseFile
{
    private const string Unless = " unless ";

    private readonly VocabularyBuilder _vocabulary = new();
    private readonly PhraseNode<PhraseMeaning> _phrases = new();
    private readonly Dictionary<string, TagRule> _tags = new(StringComparer.Ordinal);
    private readonly List<(string[] Heard, string[] Meant, string[] Unless)> _mishearings = [];
    private PhraseUse? _use;
    private string? _tag;

    private PhraseFile()
    {
    }

    /// <summary>The whole file.</summary>
    /// <exception cref="FormatException">A line is wrong; the message names it by number and says why.</exception>
    public static PhraseBook Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var file = new PhraseFile();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            try
            {
                file.Line(line.TrimEnd());
            }
            catch (FormatException wrong)
            {
                throw new FormatException($"Phrase file, line {number}: {wrong.Message}", wrong);
            }
        }

        return file.Book();
    }

    private void Line(string line)
    {
        if (line.Length == 0 || line[0] == '#')
        {
            return;
        }

        if (line[0] == ' ')
        {
            Phrase(line.Trim());
            return;
        }

        var (head, rest) = Split(line, " ");
        (_use, _tag) = (null, null);
        switch (head)
        {
            case "words":
                var (name, members) = Split(rest, "=");
                _vocabulary.AddClass(name, Words(members));
                break;
            case "hear":
                Mishearing(rest);
                break;
            case "pass":
                _use = PhraseUse.Pass;
                break;
            case "mood" when Enum.TryParse<PhraseUse>(rest, ignoreCase: true, out var mood) && mood > PhraseUse.Pass:
                _use = mood;
                break;
            case "tag":
                Tag(rest);
                break;
            default:
                throw new FormatException($"'{line}' begins with none of words, hear, pass, mood, tag, nor with a blank.");
        }
    }

    private void Tag(string text)
    {
        var (name, rest) = Split(text, "=");
        var words = Words(rest);
        var services = words.TakeWhile(word => CallWords.Category(word) != ServiceCategory.Unknown).Select(CallWords.Category).ToImmutableArray();
        var points = double.NaN;
        var next = services.Length;
        if (services.IsEmpty
            || next == words.Length
            || !double.TryParse(words[next], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out points)
            || points > 1)
        {
            throw new FormatException($"'{text}': a tag is NAME = services, points from 0 to 1, then perhaps 'life' and 'also TAGS'.");
        }

        var isLife = words.Length > ++next && words[next] == "life";
        next += isLife ? 1 : 0;
        if (words.Length > next && words[next] != "also")
        {
            throw new FormatException($"'{words[next]}' is neither 'life' nor 'also'.");
        }

        if (!_tags.TryAdd(name, new TagRule(name, services, points, isLife, [.. words.Skip(next + 1)])))
        {
            throw new FormatException($"The tag {name} is there twice.");
        }

        (_use, _tag) = (PhraseUse.Tag, name);
    }

    private void Phrase(string line)
    {
        if (_use is not { } use)
        {
            throw new FormatException("a phrase stands under a pass, a mood or a tag.");
        }

        var (pattern, unless) = Split(line + Unless, Unless);
        var meaning = new PhraseMeaning(use, _tag, [.. Words(unless.Replace(Unless.Trim(), "", StringComparison.Ordinal)).Select(_vocabulary.Symbol)]);
        foreach (var variant in PhrasePattern.Variants(pattern))
        {
            _phrases.Add([.. variant.Select(word => word == PhrasePattern.Gap ? (int?)null : _vocabulary.Symbol(word))], meaning);
        }
    }

    private void Mishearing(string text)
    {
        var (heard, rest) = Split(text, "=");
        var (meant, unless) = Split(rest + Unless, Unless);
        if (heard.Length == 0 || meant.Length == 0)
        {
            throw new FormatException("what is heard and what is meant are words.");
        }

        _mishearings.Add((Words(heard), Words(meant), Words(unless.Replace(Unless.Trim(), "", StringComparison.Ordinal))));
        foreach (var word in Words(heard).Concat(Words(meant)))
        {
            _vocabulary.Symbol(word);
        }
    }

    private PhraseBook Book()
    {
        foreach (var (tag, missing) in _tags.Values.SelectMany(rule => rule.Also.Select(also => (rule.Tag, also))).Where(pair => !_tags.ContainsKey(pair.also)))
        {
            throw new FormatException($"Phrase file: {tag} comes with {missing}, which is no tag.");
        }

        var unless = _mishearings.Select(entry => entry.Unless.Select(_vocabulary.Symbol).ToImmutableArray()).ToList();
        var vocabulary = _vocabulary.Build();
        var mishearings = new PhraseNode<Mishearing>();
        foreach (var (entry, guard) in _mishearings.Zip(unless))
        {
            mishearings.Add(
                [.. entry.Heard.Select(word => (int?)_vocabulary.Symbol(word))],
                new Mishearing([.. entry.Meant.Select(word => vocabulary.KindOf(word))], guard));
        }

        return new PhraseBook(vocabulary, new PhraseTree<PhraseMeaning>(_phrases, vocabulary), new PhraseTree<Mishearing>(mishearings, vocabulary), _tags.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static (string Head, string Tail) Split(string text, string mark)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? (text.Trim(), "") : (text[..at].Trim(), text[(at + mark.Length)..].Trim());
    }
}
