using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>Who is in the cluster, as this silo sees it.</summary>
public interface ISiloStatusOracle
{
    /// <summary>This silo's own stage.</summary>
    SiloStatus CurrentStatus { get; }

    /// <summary>This silo.</summary>
    SiloAddress SiloAddress { get; }

    /// <summary>Every silo known, or only those that work.</summary>
    Dictionary<SiloAddress, SiloStatus> GetApproximateSiloStatuses(bool onlyActive = false);
}

/// <summary>The one silo of the stand-in sees itself.</summary>
internal sealed class SiloStatusOracle(IOptions<EndpointOptions> options) : ISiloStatusOracle
{
    public SiloStatus CurrentStatus => SiloStatus.Active;

    public SiloAddress SiloAddress { get; } = SiloAddress.New(new IPEndPoint(options.Value.AdvertisedIPAddress, options.Value.SiloPort), 1);

    public Dictionary<SiloAddress, SiloStatus> GetApproximateSiloStatuses(bool onlyActive = false) => new() { [SiloAddress] = CurrentStatus };
}
