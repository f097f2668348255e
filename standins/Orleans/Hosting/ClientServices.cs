using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Orleans.Runtime;

/// <summary>Registers what a client is made of.</summary>
internal static class ClientServices
{
    /// <summary>Adds a client to a host, once. In a host with a silo the silo's own client serves.</summary>
    public static IClientBuilder Add(IServiceCollection services, IConfiguration configuration)
    {
        if (!services.Any(service => service.ServiceType == typeof(ClusterClient)))
        {
            SiloServices.AddCommon(services, configuration);
            services.TryAddSingleton(MakeOrigin);
            services.AddSingleton<ClusterClient>(provider => new ClusterClient(provider.GetRequiredService<ClientOrigin>(), provider));
            SiloServices.AddClient(services);
            services.AddHostedService<ClientHost>();
        }

        return new ClientBuilder(services, configuration);
    }

    private static ClientOrigin MakeOrigin(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<ClientMessagingOptions>>().Value;
        var clock = provider.GetKeyedService<TimeProvider>(TimeProviderNames.Messaging) ?? TimeProvider.System;
        var waits = new ResponseWaits(clock, Timeouts.Effective(options), options.WaitForCancellationAcknowledgement);
        return new ClientOrigin(provider.GetRequiredService<IOptions<ClusterOptions>>().Value.ClusterId, waits);
    }
}
