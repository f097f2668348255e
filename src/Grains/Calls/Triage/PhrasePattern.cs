namespace FleetActors.Calls;

/// <summary>
/// A phrase as it is written in the phrase file: words; <c>bleed*</c> a beginning; <c>@he</c> a word class (<c>@number</c> any number); <c>~</c> up to
/// <see cref="WidestGap"/> words of any kind; <c>(a|b c)</c> one of several; <c>[a|b]</c> one of several or nothing.
/// </summary>
internal static class PhrasePattern
{
    /// <summary>How many words a gap may swallow.</summary>
    public const int WidestGap = 3;

    /// <summary>The mark of a gap among the words.</summary>
    public const string Gap = "~";

    private const int MostVariants = 2_000;
    private const int FewWords = 2;

    /// <summary>
    /// Every sequence of words the pattern stands for. Many single words in one place stay together as a word class without a name (<c>@a|b|c</c>), or a pattern with three such places
    /// would be thousands of sequences.
    /// </summary>
    /// <exception cref="FormatException">Brackets do not match, nothing is left, a gap stands at an end, or there are far too many.</exception>
    public static IReadOnlyList<string[]> Variants(string pattern)
    {
        var at = 0;
        var variants = Alternatives(pattern, ref at, '\0');
        if (at < pattern.Length)
        {
            throw new FormatException($"'{pattern}': a bracket closes that was not opened.");
        }

        if (variants.Any(words => words.Length == 0 || words[0] == Gap || words[^1] == Gap))
        {
            throw new FormatException($"'{pattern}': a phrase has a word at its beginning and at its end.");
        }

        return variants;
    }

    private static List<string[]> Alternatives(string pattern, ref int at, char close)
    {
        var all = new List<string[]>();
        var current = new List<string[]> { Array.Empty<string>() };
        while (at < pattern.Length && pattern[at] is not (')' or ']'))
        {
            switch (pattern[at])
            {
                case '|':
                    at++;
                    all.AddRange(current);
                    current = [[]];
                    break;
                case '(' or '[':
                    current = Joined(pattern, current, Group(pattern, ref at));
                    break;
                case ' ':
                    at++;
                    break;
                default:
                    current = Joined(pattern, current, [[Word(pattern, ref at)]]);
                    break;
            }
        }

        if (close != '\0')
        {
            if (at == pattern.Length || pattern[at] != close)
            {
                throw new FormatException($"'{pattern}': a bracket is not closed.");
            }

            at++;
        }

        all.AddRange(current);
        return all;
    }

    private static List<string[]> Group(string pattern, ref int at)
    {
        var isOptional = pattern[at] == '[';
        at++;
        var inner = Alternatives(pattern, ref at, isOptional ? ']' : ')');
        var single = inner.Where(words => words.Length == 1 && words[0][0] is not ('@' or '~')).Select(words => words[0]).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (single.Length > FewWords)
        {
            inner = [.. inner.Where(words => words.Length != 1 || !single.Contains(words[0])), ["@" + string.Join('|', single)]];
        }

        if (isOptional)
        {
            inner.Add([]);
        }

        return inner;
    }

    private static string Word(string pattern, ref int at)
    {
        var start = at;
        while (at < pattern.Length && pattern[at] is not (' ' or '|' or '(' or ')' or '[' or ']'))
        {
            at++;
        }

        return pattern[start..at];
    }

    private static List<string[]> Joined(string pattern, List<string[]> heads, List<string[]> tails) => heads.Count * tails.Count > MostVariants
        ? throw new FormatException($"'{pattern}': more than {MostVariants} variants.")
        : [.. heads.SelectMany(_ => tails, (head, tail) => (string[])[.. head, .. tail])];
}
