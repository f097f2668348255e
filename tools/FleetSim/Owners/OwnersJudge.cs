namespace FleetActors.FleetSim.Owners;

/// <summary>Whether a silo that was taken for dead has written to a grain after another one had taken it over. Pure.</summary>
internal static class OwnersJudge
{
    /// <param name="writes">In the order in which the database took them.</param>
    /// <param name="dead">Whoever was killed, or stood still for so long that the others gave it up.</param>
    public static OwnersVerdict Judge(IReadOnlyCollection<StoredWrite> writes, IReadOnlyCollection<DeadWriter> dead)
    {
        var diedAt = dead.GroupBy(one => one.Writer).ToDictionary(life => life.Key, life => life.Min(one => one.At));
        var handOvers = 0;
        var findings = new List<string>();
        foreach (var grain in writes.GroupBy(write => write.Grain))
        {
            StoredWrite? before = null;
            var formerDead = new HashSet<string>();
            foreach (var write in grain)
            {
                if (before is not null && write.Version <= before.Version && write.Version != 1)
                {
                    findings.Add($"{grain.Key}: version {write.Version} of {write.Writer} after version {before.Version} of {before.Writer}");
                }

                if (before is not null && before.Writer != write.Writer)
                {
                    handOvers++;
                    formerDead.UnionWith(diedAt.TryGetValue(before.Writer, out var at) && write.At > at ? [before.Writer] : Array.Empty<string>());
                }

                if (formerDead.Contains(write.Writer))
                {
                    findings.Add($"{grain.Key}: version {write.Version} of {write.Writer} at {write.At:HH:mm:ss.fff}, taken for dead at {diedAt[write.Writer]:HH:mm:ss.fff}, though another had taken over");
                }

                before = write;
            }
        }

        return new OwnersVerdict(handOvers, findings);
    }
}

/// <summary>What was found.</summary>
/// <param name="HandOvers">How often a grain was written to by another silo, or another life of one, than the time before.</param>
/// <param name="Findings">Writes of former owners; empty when all is well.</param>
internal sealed record OwnersVerdict(int HandOvers, IReadOnlyList<string> Findings);
