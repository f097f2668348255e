using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Serialization;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>Registers what a silo is made of.</summary>
internal static class SiloServices
{
    /// <summary>Cluster and service id of a silo on a developer's machine.</summary>
    public const string DevelopmentId = "dev";

    /// <summary>Adds a silo to a host, once.</summary>
    public static ISiloBuilder Add(IServiceCollection services, IConfiguration configuration)
    {
        var builder = new SiloBuilder(services, configuration);
        if (services.Any(service => service.ServiceType == typeof(Engine)))
        {
            return builder;
        }

        AddCommon(services, configuration);
        services.AddSingleton(new ServiceLifetimes(services));
        services.AddSingleton<Engine>();
        services.AddSingleton<CallFilters>();
        services.TryAddSingleton<IGrainRuntime, GrainRuntime>();
        services.TryAddSingleton<IPersistentStateFactory, PersistentStateFactory>();
        services.TryAddSingleton<IGrainStorageSerializer, SystemTextJsonGrainStorageSerializer>();
        services.TryAddSingleton<IGrainContextAccessor, GrainContextAccessor>();
        services.AddOptions<SystemTextJsonGrainStorageSerializerOptions>();
        services.TryAddSingleton<ISiloStatusOracle, SiloStatusOracle>();
        services.AddSingleton<SiloLifecycle>();
        services.AddSingleton<ISiloLifecycle>(provider => provider.GetRequiredService<SiloLifecycle>());
        services.AddSingleton<ISiloLifecycleSubject>(provider => provider.GetRequiredService<SiloLifecycle>());
        services.AddSingleton<IdleCollector>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<IdleCollector>());
        services.AddSingleton<IConfigurationValidator, GrainCollectionOptionsValidator>();
        services.AddSingleton(provider => new ClusterClient(provider.GetRequiredService<Engine>().Origin, provider));
        AddClient(services);
        services.AddHostedService<SiloHost>();
        return builder;
    }

    /// <summary>Sets cluster and service id, unless they are the defaults and others are set.</summary>
    public static void NameCluster(IServiceCollection services, string serviceId, string clusterId)
    {
        if (serviceId == DevelopmentId && clusterId == DevelopmentId)
        {
            services.PostConfigure<ClusterOptions>(options =>
            {
                options.ClusterId = string.IsNullOrWhiteSpace(options.ClusterId) ? DevelopmentId : options.ClusterId;
                options.ServiceId = string.IsNullOrWhiteSpace(options.ServiceId) ? DevelopmentId : options.ServiceId;
            });
        }
        else
        {
            services.Configure<ClusterOptions>(options =>
            {
                options.ClusterId = clusterId;
                options.ServiceId = serviceId;
            });
        }
    }

    internal static void AddCommon(IServiceCollection services, IConfiguration configuration)
    {
        services.AddLogging();
        services.AddOptions();
        services.AddOptions<ClusterOptions>().Configure(options =>
        {
            options.ClusterId = configuration["Orleans:ClusterId"] ?? options.ClusterId;
            options.ServiceId = configuration["Orleans:ServiceId"] ?? options.ServiceId;
        });
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddKeyedSingleton(KeyedService.AnyKey, static (provider, _) => provider.GetRequiredService<TimeProvider>());
    }

    internal static void AddClient(IServiceCollection services)
    {
        services.TryAddSingleton<IClusterClient>(provider => provider.GetRequiredService<ClusterClient>());
        services.TryAddSingleton<IGrainFactory>(provider => provider.GetRequiredService<ClusterClient>());
    }
}
