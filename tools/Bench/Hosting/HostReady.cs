namespace FleetActors.Bench.Hosting;

/// <summary>What the host process says once it serves.</summary>
/// <param name="FrontPort">Of the web front, on 127.0.0.1.</param>
/// <param name="BarePort">Of the bare endpoints and of those that only the bench uses.</param>
/// <param name="Orleans">Name and version of the assembly that defines grains.</param>
/// <param name="ServerGc">Which garbage collector runs.</param>
internal sealed record HostReady(int FrontPort, int BarePort, string Orleans, bool ServerGc);
