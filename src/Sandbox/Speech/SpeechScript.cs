namespace FleetActors.Sandbox;

/// <summary>Puts words into time.</summary>
internal static class SpeechScript
{
    /// <summary>The words of a phrase one after another, each as long as its share of the letters.</summary>
    public static IEnumerable<SpokenWord> Spread(string text, double start, double end)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var letters = (double)words.Sum(static word => word.Length + 1);
        var at = start;
        foreach (var word in words)
        {
            var next = at + ((end - start) * (word.Length + 1) / letters);
            yield return new SpokenWord(word, at, next);
            at = next;
        }
    }
}
