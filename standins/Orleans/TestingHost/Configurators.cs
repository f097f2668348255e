using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Orleans.TestingHost;

/// <summary>Sets up the silos of a test cluster.</summary>
public interface ISiloConfigurator
{
    /// <summary>Runs once for each silo.</summary>
    void Configure(ISiloBuilder siloBuilder);
}

/// <summary>Sets up the hosts of a test cluster's silos or client.</summary>
public interface IHostConfigurator
{
    /// <summary>Runs once for each host.</summary>
    void Configure(IHostBuilder hostBuilder);
}

/// <summary>Sets up the client of a test cluster.</summary>
public interface IClientBuilderConfigurator
{
    /// <summary>Runs once.</summary>
    void Configure(IConfiguration configuration, IClientBuilder clientBuilder);
}
