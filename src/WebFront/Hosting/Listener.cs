using System.Net;
using System.Net.Sockets;
using FleetActors.Settings;

namespace FleetActors.Hosting;

/// <summary>
/// The listening socket, bound before anything is built: with port 0 the sandbox and the telephone adapter need to know the port that was
/// given, and a port in use is told at once instead of after the silo has started.
/// </summary>
internal sealed class Listener : IDisposable
{
    private readonly Socket _socket;

    private Listener(Socket socket)
    {
        _socket = socket;
        EndPoint = (IPEndPoint)socket.LocalEndPoint!;
        Url = $"http://{new IPEndPoint(Reachable(EndPoint.Address), EndPoint.Port)}";
    }

    /// <summary>Address and port that were bound.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>How this machine reaches the server, such as <c>http://127.0.0.1:5000</c>.</summary>
    public string Url { get; }

    /// <exception cref="SettingsException">The address or port cannot be had.</exception>
    public static Listener Bind(FrontOptions options) =>
        new(ListenSocket.Bind(new IPEndPoint(options.Host, options.Port), $"HOST={options.Host}, PORT={options.Port}", "PORT"));

    /// <summary>Makes the server listen on it and nowhere else, within the limits of the options.</summary>
    public void Configure(IWebHostBuilder web, FrontOptions options)
    {
        web.UseSockets(sockets => sockets.CreateBoundListenSocket = _ => _socket);
        web.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes;
            kestrel.Limits.MaxConcurrentConnections = options.MaxConnections;
            kestrel.Limits.MaxConcurrentUpgradedConnections = options.MaxConnections;
            kestrel.Limits.MaxRequestHeaderCount = 64;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Listen(EndPoint);
        });
    }

    public void Dispose() => _socket.Dispose();

    private static IPAddress Reachable(IPAddress bound) =>
        bound.Equals(IPAddress.Any) ? IPAddress.Loopback : bound.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : bound;
}
