namespace FleetActors.Bench;

/// <summary>How thoroughly to measure.</summary>
/// <param name="Quick">Short and rough, under two minutes; otherwise under eight.</param>
/// <param name="Only">Names of the rows wanted; empty means all.</param>
/// <param name="OutFile">Where the figures go as JSON.</param>
internal sealed record BenchSettings(bool Quick, IReadOnlyCollection<string> Only, string OutFile)
{
    /// <summary>How often a figure is taken; the median counts.</summary>
    public int Repetitions => Quick ? 2 : 3;

    /// <summary>How long one figure is measured.</summary>
    public TimeSpan Time => TimeSpan.FromSeconds(Quick ? 1 : 2.5);

    /// <summary>How long each path runs before anything counts, at least once.</summary>
    public TimeSpan WarmUp => TimeSpan.FromSeconds(Quick ? 1.5 : 3);

    /// <summary>How often that is repeated at most, while it still makes the path cheaper.</summary>
    public int MostWarmUps => Quick ? 4 : 12;

    public bool Wants(string row) => Only.Count == 0 || Only.Contains(row);
}
