namespace Orleans.Configuration;

/// <summary>How a client finds gateways. Accepted; a client of the stand-in finds the silo of its own process.</summary>
public class GatewayOptions
{
    /// <summary>How often the list of gateways is read. Default 1 min.</summary>
    public TimeSpan GatewayListRefreshPeriod { get; set; } = TimeSpan.FromMinutes(1);
}
