namespace FleetActors.FleetSim.Measure;

/// <summary>What one reading, alert or second of a call costs. Pure.</summary>
/// <param name="Cpu">Processor milliseconds by kind of process: all silos together, all fronts, PostgreSQL.</param>
/// <param name="Database">What the database counted.</param>
internal sealed record PerUnit(string Name, string Unit, double Count, IReadOnlyDictionary<string, double> Cpu, IReadOnlyDictionary<string, double> Database)
{
    private const double Milli = 1000;

    /// <summary>Of each phase but the idle one, which is taken off.</summary>
    /// <exception cref="ArgumentException">The first phase is not the idle one.</exception>
    public static IReadOnlyList<PerUnit> Of(IReadOnlyList<Phase> phases)
    {
        if (phases.Count == 0 || phases[0].Name != MeasureRun.Idle)
        {
            throw new ArgumentException("The idle phase must come first.", nameof(phases));
        }

        return [.. phases.Skip(1).Where(static phase => phase.Count > 0).Select(phase => Of(phase, phase.Used.Without(phases[0].Used)))];
    }

    private static PerUnit Of(Phase phase, Usage used) => new(
        phase.Name,
        phase.Unit,
        phase.Count,
        used.Cpu.GroupBy(static process => process.Key.Split('-')[0]).ToDictionary(static kind => kind.Key, kind => kind.Sum(static process => process.Value) * Milli / phase.Count),
        used.Database.ToDictionary(static counter => counter.Key, counter => counter.Value / phase.Count));
}
