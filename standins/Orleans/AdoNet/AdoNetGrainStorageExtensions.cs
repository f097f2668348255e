using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Orleans.Hosting;

/// <summary>Adds grain storage in a SQL database that has Orleans' tables and queries.</summary>
public static class AdoNetGrainStorageSiloBuilderExtensions
{
    /// <summary>Adds it under the default name.</summary>
    public static ISiloBuilder AddAdoNetGrainStorageAsDefault(this ISiloBuilder builder, Action<AdoNetGrainStorageOptions> configureOptions)
        => builder.AddAdoNetGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);

    /// <summary>Adds it under the default name.</summary>
    public static ISiloBuilder AddAdoNetGrainStorageAsDefault(
        this ISiloBuilder builder, Action<OptionsBuilder<AdoNetGrainStorageOptions>>? configureOptions = null)
        => builder.AddAdoNetGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);

    /// <summary>Adds it under a name.</summary>
    public static ISiloBuilder AddAdoNetGrainStorage(this ISiloBuilder builder, string name, Action<AdoNetGrainStorageOptions> configureOptions)
        => builder.ConfigureServices(services => services.AddAdoNetGrainStorage(name, configureOptions));

    /// <summary>Adds it under a name.</summary>
    public static ISiloBuilder AddAdoNetGrainStorage(
        this ISiloBuilder builder, string name, Action<OptionsBuilder<AdoNetGrainStorageOptions>>? configureOptions = null)
        => builder.ConfigureServices(services => services.AddAdoNetGrainStorage(name, configureOptions));
}

/// <inheritdoc cref="AdoNetGrainStorageSiloBuilderExtensions"/>
public static class AdoNetGrainStorageServiceCollectionExtensions
{
    /// <summary>Adds it under a name.</summary>
    public static IServiceCollection AddAdoNetGrainStorage(this IServiceCollection services, string name, Action<AdoNetGrainStorageOptions> configureOptions)
        => services.AddAdoNetGrainStorage(name, options => options.Configure(configureOptions));

    /// <summary>Adds it under a name.</summary>
    public static IServiceCollection AddAdoNetGrainStorage(
        this IServiceCollection services, string name, Action<OptionsBuilder<AdoNetGrainStorageOptions>>? configureOptions = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        configureOptions?.Invoke(services.AddOptions<AdoNetGrainStorageOptions>(name));
        services.AddTransient<IConfigurationValidator>(provider => new AdoNetGrainStorageOptionsValidator(Options(provider, name), name));
        return services.AddGrainStorage(name, static (provider, name) => new AdoNetGrainStorage(
            name, Options(provider, name), Serializer(provider, name), provider.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId));
    }

    private static IGrainStorageSerializer Serializer(IServiceProvider provider, string name)
        => Options(provider, name).GrainStorageSerializer
            ?? provider.GetKeyedService<IGrainStorageSerializer>(name)
            ?? provider.GetRequiredService<IGrainStorageSerializer>();

    private static AdoNetGrainStorageOptions Options(IServiceProvider provider, string name)
        => provider.GetRequiredService<IOptionsMonitor<AdoNetGrainStorageOptions>>().Get(name);
}
