namespace FleetActors.Bench.Rows;

/// <summary>Whether a target was reached.</summary>
internal enum Verdict
{
    /// <summary>There is no target; the figure is for the reader.</summary>
    None = 0,

    /// <summary>Reached.</summary>
    Met = 1,

    /// <summary>Not reached in this run.</summary>
    Missed = 2,
}

/// <summary>One line of the table.</summary>
/// <param name="Row">The row's name, as <c>--only</c> has it.</param>
/// <param name="What">What was measured.</param>
/// <param name="Target">In words; empty without one.</param>
/// <param name="Measured">In words.</param>
/// <param name="Baseline">What it is compared with, and its figure in the same run.</param>
/// <param name="Ratio">Measured to baseline; null where that says nothing.</param>
/// <param name="Figures">Everything behind the words, by name with unit.</param>
/// <param name="Notes">What a reader must know to judge it.</param>
internal sealed record RowResult(
    string Row,
    string What,
    string Target,
    string Measured,
    string Baseline,
    double? Ratio,
    Verdict Verdict,
    IReadOnlyDictionary<string, double> Figures,
    IReadOnlyList<string> Notes);
