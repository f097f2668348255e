namespace FleetActors.Calls;

/// <summary>Puts what was meant in the place of what a recogniser is known to write instead, and spells contractions out.</summary>
internal static class MishearingRepair
{
    private const int Near = 3;

    /// <summary>The sentence as it was meant. A repaired word keeps the place of what was heard.</summary>
    /// <param name="meant">Cleared first.</param>
    /// <param name="found">A list to work with; its contents are lost.</param>
    public static void Apply(List<SpokenWord> words, PhraseTree<Mishearing> mishearings, List<SpokenWord> meant, List<(Mishearing Meaning, int End)> found)
    {
        meant.Clear();
        for (var at = 0; at < words.Count; at++)
        {
            mishearings.Match(words, at, found);
            if (Longest(words, at, found) is not { } repair)
            {
                meant.Add(words[at]);
                continue;
            }

            var (first, last) = (words[at], words[repair.End - 1]);
            var meantSoFar = meant.Count;
            foreach (var kind in repair.Meaning.Meant)
            {
                meant.Add(new SpokenWord(kind, first.Start, last.End, first.Breaks && meantSoFar == meant.Count));
            }

            at = repair.End - 1;
        }
    }

    private static (Mishearing Meaning, int End)? Longest(List<SpokenWord> words, int at, List<(Mishearing Meaning, int End)> found)
    {
        (Mishearing Meaning, int End)? longest = null;
        foreach (var candidate in found)
        {
            if ((longest is null || candidate.End > longest.Value.End) && !IsMeant(words, at, candidate))
            {
                longest = candidate;
            }
        }

        return longest;
    }

    private static bool IsMeant(List<SpokenWord> words, int at, (Mishearing Meaning, int End) candidate)
    {
        if (candidate.Meaning.Unless.IsEmpty)
        {
            return false;
        }

        for (var near = Math.Max(0, at - Near); near < Math.Min(words.Count, candidate.End + Near); near++)
        {
            if ((near < at || near >= candidate.End) && candidate.Meaning.Unless.Any(words[near].Is))
            {
                return true;
            }
        }

        return false;
    }
}
