namespace FleetActors.FleetSim.Cluster;

/// <summary>What <c>cluster</c> starts.</summary>
/// <param name="Silos">1 to 16.</param>
/// <param name="Fronts">1 to 16.</param>
/// <param name="Port">Port of the first front; the others have the next ones. 0: any free ones.</param>
/// <param name="DataDirectory">Holds the database and a log for each process.</param>
/// <param name="IsSingle">One server instead of a cluster, front and silo in one process, on the same kind of database.</param>
internal sealed record ClusterOptions(int Silos, int Fronts, int Port, string DataDirectory, bool IsSingle)
{
    /// <summary>The sandbox is a process of its own also beside one server, so that it outlives it, and remembers more.</summary>
    public bool IsTrial { get; init; }
}
