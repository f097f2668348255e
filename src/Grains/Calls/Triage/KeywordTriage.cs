using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace FleetActors.Calls;

/// <summary>
/// Triage by phrases alone: always there, at once, and the same for the same words. One pass, linear in the text; sentences are judged one by one, so more words never take a
/// finding away and the order of sentences does not matter. Made for one text; the phrase book behind it is shared.
/// </summary>
internal sealed class KeywordTriage
{
    private const int GuardReach = 10;
    private const int LongestQuote = 80;
    private const int MostSetAside = 20;

    private readonly string _text;
    private readonly PhraseBook _book;
    private readonly Negation _negation;
    private readonly int _courtesy;
    private readonly Dictionary<string, TagFinding> _tags = new(StringComparer.Ordinal);
    private readonly List<string> _setAside = [];
    private readonly List<(PhraseMeaning Meaning, int Start, int End)> _hits = [];
    private readonly List<(PhraseMeaning Meaning, int End)> _found = [];
    private readonly List<bool> _passed = [];
    private int _panics;
    private bool _isRelieved;
    private bool _isThankful;
    private bool _isUnclear;

    private KeywordTriage(string text, PhraseBook book)
    {
        (_text, _book) = (text, book);
        _negation = new Negation(book.Vocabulary);
        _courtesy = book.Vocabulary.Class("courtesy");
    }

    /// <summary>What is to be found in a text of any length and content.</summary>
    public static KeywordFinding Assess(string text) => Assess(text, PhraseBook.BuiltIn);

    /// <summary>The same with another phrase book.</summary>
    public static KeywordFinding Assess(string text, PhraseBook book)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(book);
        return new KeywordTriage(text, book).Run();
    }

    private KeywordFinding Run()
    {
        var reader = new SentenceReader(_text, _book.Vocabulary);
        var (heard, meant, repairs) = (new List<SpokenWord>(), new List<SpokenWord>(), new List<(Mishearing, int)>());
        var hasWords = false;
        while (reader.Next(heard))
        {
            hasWords = true;
            MishearingRepair.Apply(heard, _book.Mishearings, meant, repairs);
            Sentence(meant);
        }

        if (!hasWords)
        {
            return KeywordFinding.Nothing;
        }

        AddCompanions();
        var tags = _tags.Values.OrderByDescending(tag => tag.Rule.Points).ThenBy(tag => tag.Rule.Tag, StringComparer.Ordinal).ToImmutableArray();
        var choice = ServiceChoice.Of(tags);
        return new KeywordFinding(choice.Category, choice.Confidence, choice.Services, tags, [.. _setAside], hasWords, _panics, _isRelieved, _isThankful, _isUnclear);
    }

    private void Sentence(List<SpokenWord> words)
    {
        Match(words);
        var deniedUntil = -1;
        var isUnderstood = false;
        foreach (var (meaning, start, end) in _hits)
        {
            if (meaning.Use == PhraseUse.Pass || _passed[end - 1])
            {
                isUnderstood |= _passed[end - 1];
                continue;
            }

            if (IsGuarded(words, start, end, meaning))
            {
                SetAside(meaning, words, start, end, "the words around it speak of something else");
            }
            else if (_negation.DenierOf(words, start, deniedUntil) is { } denier)
            {
                isUnderstood |= meaning.Use == PhraseUse.Tag;
                deniedUntil = Math.Max(deniedUntil, end);
                SetAside(meaning, words, start, end, $"\"{Quote(words, denier, denier + 1)}\" denies it");
            }
            else
            {
                isUnderstood |= meaning.Use != PhraseUse.Panic;
                Count(meaning, words, start, end);
            }
        }

        // Cries are no answer to what it is about, and neither is a phrase that seems to speak of something else.
        _isUnclear |= !isUnderstood && !words.TrueForAll(word => word.Is(_courtesy));
    }

    // Harmless phrases are marked first: a phrase that ends inside one ("there is a fire" in "there is a fire drill") counts for nothing.
    private void Match(List<SpokenWord> words)
    {
        _hits.Clear();
        _passed.Clear();
        _passed.AddRange(Enumerable.Repeat(false, words.Count));
        for (var start = 0; start < words.Count; start++)
        {
            _book.Phrases.Match(words, start, _found);
            foreach (var (meaning, end) in _found)
            {
                _hits.Add((meaning, start, end));
                if (meaning.Use == PhraseUse.Pass && !IsGuarded(words, start, end, meaning))
                {
                    CollectionsMarshal.AsSpan(_passed)[start..end].Fill(true);
                }
            }
        }
    }

    private void Count(PhraseMeaning meaning, List<SpokenWord> words, int start, int end)
    {
        switch (meaning.Use)
        {
            case PhraseUse.Panic:
                _panics++;
                break;
            case PhraseUse.Relief:
                _isRelieved = true;
                break;
            case PhraseUse.Thanks:
                _isThankful = true;
                break;
            default:
                _tags.TryAdd(meaning.Tag!, new TagFinding(_book.Tags[meaning.Tag!], Quote(words, start, end), words[start].Start));
                break;
        }
    }

    private void SetAside(PhraseMeaning meaning, List<SpokenWord> words, int start, int end, string why)
    {
        if (meaning.Tag is { } tag && _setAside.Count < MostSetAside)
        {
            _setAside.Add($"not {tag}: heard \"{Quote(words, start, end)}\" at character {words[start].Start}, but {why}");
        }
    }

    private static bool IsGuarded(List<SpokenWord> words, int start, int end, PhraseMeaning meaning)
    {
        foreach (var symbol in meaning.Unless)
        {
            for (var near = Math.Max(0, start - GuardReach); near < Math.Min(words.Count, end + GuardReach); near++)
            {
                if ((near < start || near >= end) && words[near].Is(symbol))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void AddCompanions()
    {
        var open = new Queue<TagFinding>(_tags.Values);
        while (open.TryDequeue(out var tag))
        {
            foreach (var also in tag.Rule.Also)
            {
                var companion = new TagFinding(_book.Tags[also], tag.Phrase, tag.Start, tag.Rule.Tag);
                if (_tags.TryAdd(also, companion))
                {
                    open.Enqueue(companion);
                }
            }
        }
    }

    private string Quote(List<SpokenWord> words, int start, int end)
    {
        var (from, to) = (words[start].Start, words[end - 1].End);
        return to - from <= LongestQuote ? _text[from..to] : string.Concat(_text.AsSpan(from, LongestQuote), "...");
    }
}
