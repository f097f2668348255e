namespace FleetActors.Cluster;

/// <summary>Whether every grain had one owner at all times: the work of two activations never overlaps and never takes turns. Pure.</summary>
internal static class OwnershipJudge
{
    /// <param name="deeds">In any order. What lasts still ends with its silo, or not at all.</param>
    /// <param name="deaths">
    /// What a killed silo did afterwards did not happen. A silo that stops may have begun a life after it had ended all the others, and leaves it without an end;
    /// such a one lasts until the last thing that was done in it.
    /// </param>
    public static Ruling Judge(IReadOnlyCollection<Deed> deeds, IReadOnlyCollection<Death> deaths)
    {
        var stopped = deaths.Where(death => death.WasStop).Select(death => death.Silo).ToHashSet();
        var lastDone = deeds.Where(deed => deed.Kind != DeedKind.Life).GroupBy(deed => deed.Activation).ToDictionary(owner => owner.Key, owner => owner.Max(deed => deed.End ?? long.MaxValue));
        deeds = [.. deeds.Select(deed => deed is { Kind: DeedKind.Life, End: null } && stopped.Contains(deed.Silo) ? deed with { End = lastDone.GetValueOrDefault(deed.Activation, deed.Start) } : deed)];
        var diedAt = deaths.GroupBy(death => death.Silo).ToDictionary(silo => silo.Key, silo => silo.Min(death => death.At));
        var handOvers = 0;
        var breaches = new List<Breach>();
        foreach (var grain in deeds.Where(deed => deed.Start < DeathOf(deed)).GroupBy(deed => deed.Grain))
        {
            var owners = grain.GroupBy(deed => deed.Activation).OrderBy(owner => owner.Min(deed => deed.Start)).ToList();
            handOvers += owners.Count - 1;
            breaches.AddRange(owners.Zip(owners.Skip(1)).SelectMany(pair => Breaches(grain.Key, [.. owners.TakeWhile(owner => owner != pair.Second).SelectMany(owner => owner)], pair.Second)));
        }

        return new Ruling(handOvers, breaches);

        long DeathOf(Deed deed) => diedAt.GetValueOrDefault(deed.Silo, long.MaxValue);

        IEnumerable<Breach> Breaches(string grain, IEnumerable<Deed> former, IEnumerable<Deed> later)
        {
            var begun = later.Min(deed => deed.Start);
            return former.Where(deed => Math.Min(deed.End ?? long.MaxValue, DeathOf(deed)) > begun).Select(deed => new Breach(grain, deed, later.First().Activation, begun));
        }
    }
}

/// <summary>What was found.</summary>
/// <param name="HandOvers">How often a grain got another activation.</param>
/// <param name="Breaches">Everything that a former owner did, or went on doing, after a later one had begun.</param>
internal sealed record Ruling(int HandOvers, IReadOnlyList<Breach> Breaches);

/// <summary>A former owner at work after a later one had begun.</summary>
internal sealed record Breach(string Grain, Deed Deed, string Later, long LaterBegan)
{
    public override string ToString() =>
        $"{Grain}: {Deed.Kind} {Deed.What} of {Deed.Activation} on {Deed.Silo}, {Deed.Start} to {Deed.End}, though {Later} began at {LaterBegan}";
}
