namespace FleetActors.FleetSim.Measure;

/// <summary>What was used up since the start, or in a phase.</summary>
/// <param name="Seconds">Time that went by.</param>
/// <param name="Cpu">Processor seconds of each process.</param>
/// <param name="Database">What the database counted, by name.</param>
internal sealed record Usage(double Seconds, IReadOnlyDictionary<string, double> Cpu, IReadOnlyDictionary<string, double> Database)
{
    /// <summary>What came to it since an earlier one.</summary>
    public Usage Since(Usage earlier) => new(Seconds - earlier.Seconds, Minus(Cpu, earlier.Cpu, 1), Minus(Database, earlier.Database, 1));

    /// <summary>Without what as long a time of idling uses.</summary>
    public Usage Without(Usage idle)
    {
        var part = Seconds / idle.Seconds;
        return new Usage(Seconds, Minus(Cpu, idle.Cpu, part), Minus(Database, idle.Database, part));
    }

    private static Dictionary<string, double> Minus(IReadOnlyDictionary<string, double> all, IReadOnlyDictionary<string, double> less, double part) =>
        all.ToDictionary(one => one.Key, one => one.Value - (less.GetValueOrDefault(one.Key) * part));
}

/// <summary>A part of the measurement in which one kind of thing happened.</summary>
/// <param name="Unit">What is counted, as in "reading".</param>
/// <param name="Count">How many were carried out.</param>
/// <param name="Failed">How many were tried and not carried out.</param>
/// <param name="Used">All of it, idling too.</param>
/// <param name="Load">The machine's load of the last minute when it ended: others work on it too.</param>
internal sealed record Phase(string Name, string Unit, double Count, long Failed, Usage Used, double Load);
