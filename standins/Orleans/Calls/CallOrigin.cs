namespace Orleans.Runtime;

/// <summary>Where calls come from: a silo's own grains and services, or a client.</summary>
internal abstract class CallOrigin
{
    /// <summary>The engine that calls go to.</summary>
    /// <exception cref="SiloUnavailableException">There is none.</exception>
    public abstract Engine Engine { get; }

    /// <summary>Calls whose callers wait.</summary>
    public abstract ResponseWaits Waits { get; }
}

/// <summary>Calls from within a silo.</summary>
internal sealed class SiloOrigin(Engine engine, ResponseWaits waits) : CallOrigin
{
    public override Engine Engine { get; } = engine;

    public override ResponseWaits Waits { get; } = waits;
}

/// <summary>Calls from a client to whichever silo of its cluster runs in this process.</summary>
internal sealed class ClientOrigin(string clusterId, ResponseWaits waits) : CallOrigin
{
    public override Engine Engine => ProcessClusters.Find(clusterId)
        ?? throw new SiloUnavailableException(
            $"No silo of cluster \"{clusterId}\" runs in this process, and the stand-in for Orleans reaches no other. "
            + "A client apart from its silos needs the real Microsoft.Orleans packages.");

    public override ResponseWaits Waits { get; } = waits;
}
