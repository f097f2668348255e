namespace FleetActors.Recovery;

/// <summary>The part of an index that one silo looks after: every <paramref name="Count"/>th row, beginning with <paramref name="Index"/>.</summary>
/// <param name="Index">0 to <paramref name="Count"/> - 1.</param>
/// <param name="Count">How many share the index.</param>
public readonly record struct SweepShare(int Index, int Count)
{
    /// <summary>All of it.</summary>
    public static SweepShare Whole { get; } = new(0, 1);

    /// <summary>Whether it is less than the whole.</summary>
    public bool IsPart => Count > 1;

    /// <summary>Whether a row is in it.</summary>
    /// <param name="row">The row's number.</param>
    public bool Holds(long row) => row % Count == Index;
}
