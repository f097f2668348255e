namespace FleetActors.Calls;

/// <summary>One word of a sentence, as matching sees it.</summary>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="End">Just behind it.</param>
/// <param name="Breaks">A comma, colon or dash stands before it.</param>
internal readonly record struct SpokenWord(WordKind Kind, int Start, int End, bool Breaks)
{
    /// <summary>Whether it counts as the symbol.</summary>
    public bool Is(int symbol) => Kind.Is(symbol);
}

/// <summary>What a word counts as in patterns. Words that count as the same share one.</summary>
/// <param name="Id">Its place among the kinds of its vocabulary.</param>
/// <param name="Symbols">In ascending order; empty for words no pattern knows. Never changed.</param>
internal sealed record WordKind(int Id, int[] Symbols)
{
    /// <summary>Whether it counts as the symbol.</summary>
    public bool Is(int symbol) => Array.BinarySearch(Symbols, symbol) >= 0;
}
