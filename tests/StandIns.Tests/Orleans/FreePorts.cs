using System.Net;
using System.Net.Sockets;

namespace FleetActors.StandIns.Grains;

/// <summary>Ports for silos; the stand-in opens none, the real packages listen.</summary>
internal static class FreePorts
{
    public static (int Silo, int Gateway) Take()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}
