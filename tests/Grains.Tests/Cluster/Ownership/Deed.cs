namespace FleetActors.Cluster;

/// <summary>What an activation does.</summary>
internal enum DeedKind
{
    Unknown = 0,

    /// <summary>From the beginning of its life to the end of it.</summary>
    Life,

    /// <summary>A call or a tick, until it is answered.</summary>
    Turn,

    /// <summary>A write that the store took.</summary>
    Write,
}

/// <summary>Something that an activation did. Times are places in one order of everything that happened.</summary>
/// <param name="What">Name of the call, for whoever reads the finding.</param>
/// <param name="End">Null while it lasts.</param>
internal sealed record Deed(DeedKind Kind, string Grain, string Activation, string Silo, string What, long Start, long? End);

/// <summary>When a silo was killed, or had stopped: nothing that it had begun goes on after that.</summary>
/// <param name="WasStop">It stopped in good order.</param>
internal sealed record Death(string Silo, long At, bool WasStop = false);
