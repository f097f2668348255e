namespace FleetActors.Cluster;

/// <summary>Who did what, in the one order in which it happened, over all silos of a test. Safe to use from all of them at once.</summary>
internal sealed class OwnershipLedger
{
    private readonly Lock _gate = new();
    private readonly List<Deed> _deeds = [];
    private readonly List<Death> _deaths = [];
    private long _now;

    /// <summary>Everything so far.</summary>
    public (IReadOnlyList<Deed> Deeds, IReadOnlyList<Death> Deaths) Read()
    {
        lock (_gate)
        {
            return ([.. _deeds], [.. _deaths]);
        }
    }

    /// <summary>Something begins.</summary>
    /// <returns>Its number, for <see cref="End"/>.</returns>
    public int Begin(DeedKind kind, string grain, string activation, string silo, string what)
    {
        lock (_gate)
        {
            _deeds.Add(new Deed(kind, grain, activation, silo, what, ++_now, null));
            return _deeds.Count - 1;
        }
    }

    /// <summary>It has ended.</summary>
    public void End(int deed)
    {
        lock (_gate)
        {
            _deeds[deed] = _deeds[deed] with { End = ++_now };
        }
    }

    /// <summary>Something that takes no time.</summary>
    public void Note(DeedKind kind, string grain, string activation, string silo, string what)
    {
        lock (_gate)
        {
            _deeds.Add(new Deed(kind, grain, activation, silo, what, ++_now, _now));
        }
    }

    /// <summary>A silo is killed now.</summary>
    public void Kill(string silo) => Die(silo, wasStop: false);

    /// <summary>A silo has stopped in good order.</summary>
    public void Stop(string silo) => Die(silo, wasStop: true);

    /// <summary>Whether a silo was killed or has stopped.</summary>
    public bool IsDead(string silo)
    {
        lock (_gate)
        {
            return _deaths.Any(death => death.Silo == silo);
        }
    }

    private void Die(string silo, bool wasStop)
    {
        lock (_gate)
        {
            _deaths.Add(new Death(silo, ++_now, wasStop));
        }
    }
}
