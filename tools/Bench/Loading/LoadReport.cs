namespace FleetActors.Bench.Loading;

/// <summary>What came of a load.</summary>
/// <param name="Succeeded">Requests answered with a 2xx status.</param>
/// <param name="Failed">Requests answered otherwise or not at all.</param>
/// <param name="FirstFailure">The first of them in words, or null.</param>
/// <param name="Seconds">From the first request to the last answer.</param>
/// <param name="CpuSeconds">Processor time that making the load took.</param>
/// <param name="P50Ms">Milliseconds that half of the requests took at most.</param>
/// <param name="P99Ms">The same for 99 of 100.</param>
/// <param name="MaxMs">The longest.</param>
/// <param name="Alerts">Alerts by id with the time stamp at which their report was due.</param>
internal sealed record LoadReport(
    long Succeeded,
    long Failed,
    string? FirstFailure,
    double Seconds,
    double CpuSeconds,
    double P50Ms,
    double P99Ms,
    double MaxMs,
    IReadOnlyDictionary<string, long> Alerts)
{
    /// <summary>Successes a second.</summary>
    public double PerSecond => Succeeded / Seconds;
}
