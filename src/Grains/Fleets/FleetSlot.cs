namespace FleetActors.Fleets;

/// <summary>A fleet's place in the cache. Devices hold on to it, so that reading the profile costs one memory access.</summary>
internal sealed class FleetSlot(string fleetId, FleetSnapshot first)
{
    private volatile FleetSnapshot _current = first;
    private readonly Lock _gate = new();
    private volatile bool _used = true;

    /// <summary>The fleet.</summary>
    public string FleetId { get; } = fleetId;

    /// <summary>The newest profile known here.</summary>
    public FleetSnapshot Current
    {
        get
        {
            // Looked at first: an unconditional write from every device would pass the cache line from core to core.
            if (!_used)
            {
                _used = true;
            }

            return _current;
        }
    }

    /// <summary>Whether anyone looked since the last call.</summary>
    public bool TakeUsed()
    {
        var used = _used;
        _used = false;
        return used;
    }

    /// <summary>Takes a newer profile; an older one, overtaken on its way, changes nothing.</summary>
    public void Offer(FleetProfileVersion version)
    {
        lock (_gate)
        {
            if (version.Revision > _current.Revision)
            {
                _current = new FleetSnapshot(version);
            }
        }
    }
}
