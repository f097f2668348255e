using System.Net;

namespace Orleans.Configuration;

/// <summary>Where silos listen. Accepted; the stand-in opens no sockets.</summary>
public class EndpointOptions
{
    public const int DEFAULT_SILO_PORT = 11111;
    public const int DEFAULT_GATEWAY_PORT = 30000;

    /// <summary>Address told to others.</summary>
    public IPAddress AdvertisedIPAddress { get; set; } = IPAddress.Loopback;

    /// <summary>Port for other silos.</summary>
    public int SiloPort { get; set; } = DEFAULT_SILO_PORT;

    /// <summary>Port for clients.</summary>
    public int GatewayPort { get; set; } = DEFAULT_GATEWAY_PORT;

    /// <summary>Address listened on for other silos.</summary>
    public IPEndPoint? SiloListeningEndpoint { get; set; }

    /// <summary>Address listened on for clients.</summary>
    public IPEndPoint? GatewayListeningEndpoint { get; set; }
}
