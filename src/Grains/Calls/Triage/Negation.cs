namespace FleetActors.Calls;

/// <summary>
/// Whether a phrase is denied by a word before it. Told narrowly, since a real emergency taken for a denied one costs more than the reverse: between the denying word and the phrase
/// only words may stand that carry a denial ("no sign of any", "nobody has been", "do not think he is"), and no comma.
/// </summary>
internal sealed class Negation(Vocabulary vocabulary)
{
    private const int Widest = 7;

    private readonly int _negator = vocabulary.Class("negator");
    private readonly int _no = vocabulary.Class("no");
    private readonly int _noBridge = vocabulary.Class("nobridge");
    private readonly int _one = vocabulary.Class("one");
    private readonly int _bridge = vocabulary.Class("bridge");
    private readonly int _pronoun = vocabulary.Class("pronoun");
    private readonly int _belief = vocabulary.Class("belief");
    private readonly int _ability = vocabulary.Class("ability");
    private readonly int _or = vocabulary.Class("or");

    /// <summary>The word that denies the phrase beginning at a place, or null.</summary>
    /// <param name="deniedUntil">Where the phrase before this one ends if it was denied: "no fire or smoke" denies both. Else -1.</param>
    public int? DenierOf(List<SpokenWord> words, int start, int deniedUntil)
    {
        // "Not breathing" is itself a denial, and the point of it.
        if (words[start].Is(_no) || words[start].Is(_negator))
        {
            return null;
        }

        var (sawPronoun, sawBelief, sawOne, sawVerb) = (false, false, false, false);
        for (var at = start - 1; at >= Math.Max(0, start - Widest) && !words[at + 1].Breaks; at--)
        {
            var word = words[at];
            if (at == deniedUntil && word.Is(_or))
            {
                return at;
            }

            if (word.Is(_no))
            {
                return sawPronoun || (sawVerb && !sawOne) ? null : at;
            }

            if (word.Is(_negator))
            {
                var isInability = at > 0 && words[at - 1].Is(_ability);
                return isInability || (sawPronoun && !sawBelief) ? null : at;
            }

            if (!word.Is(_bridge) && !word.Is(_noBridge))
            {
                return null;
            }

            sawPronoun |= word.Is(_pronoun);
            sawBelief |= word.Is(_belief);
            sawOne |= word.Is(_one);
            sawVerb |= !word.Is(_noBridge) && !word.Is(_one);
        }

        return null;
    }
}
