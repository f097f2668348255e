namespace FleetActors.Bench;

/// <summary>How thoroughly to measure.</summary>
/// <param name="Quick">Short and rough, under a minute; otherwise under four.</param>
/// <param name="Only">Names of the rows wanted; empty means all.</param>
/// <param name="OutFile">Where the figures go as JSON.</param>
internal sealed record BenchSettings(bool Quick, IReadOnlyCollection<string> Only, string OutFile)
{
    /// <summary>How often a figure is taken; the median counts.</summary>
    public int Repetitions => Quick ? 2 : 3;

    /// <summary>How long one figure is measured.</summary>
    public TimeSpan Time => TimeSpan.FromSeconds(Quick ? 1 : 2.5);

    /// <summary>How long each path runs before anything counts: long enough for the compiler's last tier.</summary>
    public TimeSpan WarmUp => TimeSpan.FromSeconds(Quick ? 1.5 : 3);

    public bool Wants(string row) => Only.Count == 0 || Only.Contains(row);
}
