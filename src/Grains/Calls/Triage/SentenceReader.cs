namespace FleetActors.Calls;

/// <summary>Cuts a text into sentences and these into words. Sentences do not know of each other, so their order cannot matter.</summary>
internal sealed class SentenceReader(string text, Vocabulary vocabulary)
{
    private readonly int _filler = vocabulary.Class("filler");
    private readonly int _no = vocabulary.Class("no");
    private readonly char[] _word = new char[Vocabulary.LongestWord];
    private int _at;
    private bool _breaks;

    /// <summary>The next sentence that has words; false when there is none left.</summary>
    /// <param name="words">Cleared first.</param>
    public bool Next(List<SpokenWord> words)
    {
        words.Clear();
        _breaks = false;
        while (_at < text.Length)
        {
            var character = text[_at];
            if (EndsSentence(_at))
            {
                _at++;
                if (words.Count > 0)
                {
                    return true;
                }
            }
            else if (Folding.Fold(character) is Folding.Separator or Folding.Nothing)
            {
                _breaks |= character is ',' or ':' or '(' or ')' or '\u2013' or '\u2014' || (character == '-' && _at > 0 && text[_at - 1] == ' ');
                _at++;
            }
            else
            {
                Word(words);
            }
        }

        return words.Count > 0;
    }

    private void Word(List<SpokenWord> words)
    {
        var start = _at;
        var length = Letters(0);
        var end = _at;
        if (_at + 1 < text.Length && Folding.IsApostrophe(text[_at]) && Folding.Fold(text[_at + 1]) is not (Folding.Separator or Folding.Nothing))
        {
            var apostrophe = _at++;
            var whole = Letters(length);
            if (Spelt(_word.AsSpan(length, whole - length)) is { } suffix)
            {
                Add(words, vocabulary.KindOf(_word.AsSpan(0, length)), start, apostrophe);
                Add(words, vocabulary.KindOf(suffix), apostrophe + 1, _at);
                return;
            }

            (length, end) = (whole, _at);
        }

        Add(words, vocabulary.KindOf(_word.AsSpan(0, length)), start, end);
    }

    // "he's" may be "he has" or a possessive as well; "is" does no harm in those places.
    private static string? Spelt(ReadOnlySpan<char> suffix) => suffix switch
    {
        "s" => "is",
        "re" => "are",
        "m" => "am",
        "ve" => "have",
        "ll" => "will",
        "d" => "would",
        _ => null,
    };

    private int Letters(int length)
    {
        for (; _at < text.Length; _at++)
        {
            var folded = Folding.Fold(text[_at]);
            if (folded == Folding.Separator)
            {
                break;
            }

            if (folded != Folding.Nothing && length < _word.Length)
            {
                _word[length++] = folded;
            }
        }

        return length;
    }

    // People in fear repeat themselves, and recognisers write every "uh": neither may tear a phrase apart. But "no no no" is a cry and one "no" a denial, so those stay.
    private void Add(List<SpokenWord> words, WordKind kind, int start, int end)
    {
        var word = new SpokenWord(kind, start, end, _breaks);
        if (word.Is(_filler))
        {
            return;
        }

        _breaks = false;
        if (words.Count > 0
            && !word.Is(_no)
            && words[^1] is { } last
            && text.AsSpan(last.Start, last.End - last.Start).Equals(text.AsSpan(start, end - start), StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        words.Add(word);
    }

    private bool EndsSentence(int at) => text[at] switch
    {
        '!' or '?' or ';' or '\n' or '\r' or '\u2026' or '\u3002' or '\uFF01' or '\uFF1F' or '\u00A1' or '\u00BF' => true,
        '.' => at + 1 == text.Length || Folding.Fold(text[at + 1]) == Folding.Separator,
        _ => false,
    };
}
