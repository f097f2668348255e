namespace FleetActors.Recovery;

/// <summary>
/// Divides the index among the silos that work: each takes the part of its place in the order of their addresses. Two silos whose views differ for a
/// moment may wake the same grain, which is harmless, or leave one out until the next sweep.
/// </summary>
/// <param name="self">This silo.</param>
/// <param name="activeSilos">Those that work now, as this silo sees it.</param>
internal sealed class SweepShares(SiloAddress self, Func<IEnumerable<SiloAddress>> activeSilos)
{
    private HashSet<SiloAddress> _known = [];

    /// <summary>This silo's part now, and whether a silo has gone since the last time: what it had under way is on nobody's way any more.</summary>
    public (SweepShare Share, bool IsAnyGone) Next()
    {
        var active = activeSilos().ToHashSet();
        var isAnyGone = !_known.IsSubsetOf(active);
        _known = active;

        // A silo that does not see itself in the list knows too little to divide.
        var place = active.Order().TakeWhile(silo => !silo.Equals(self)).Count();
        return (place < active.Count ? new SweepShare(place, active.Count) : SweepShare.Whole, isAnyGone);
    }
}
