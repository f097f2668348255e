using FleetActors.Directory;
using FleetActors.Failures;
using FleetActors.Storage.Sql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace FleetActors.Storage;

/// <summary>Gives a silo its durable storage.</summary>
public static class FleetStorageHosting
{
    private const string DefaultDirectory = "data";

    /// <summary>
    /// Grain storage <see cref="StorageNames.Fleet"/>, reminders and the index ports over one SQL database, by default a SQLite file. The schema is
    /// brought up to date before the silo starts; a database that cannot be opened, or that a newer release has written, stops the start.
    /// </summary>
    public static ISiloBuilder AddFleetStorage(this ISiloBuilder builder, Action<StorageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddFleetDatabase(builder.Configuration, configure);
        services.TryAddSingleton<SchemaMigrator>();
        services.TryAddSingleton<StorageStartup>();
        services.AddHostedService(static provider => provider.GetRequiredService<StorageStartup>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static provider => provider.GetRequiredService<StorageStartup>());
        services.TryAddSingleton<IAlertIndex, AlertIndex>();
        services.TryAddSingleton<IDeviceIndex, DeviceIndex>();
        services.TryAddSingleton<ICallIndex, CallIndex>();
        services.TryAddSingleton<IPhoneIndex, PhoneIndex>();
        services.TryAddSingleton<IOnCallIndex, OnCallIndex>();
        services.TryAddKeyedSingleton<IGrainStorageSerializer, JsonGrainStateSerializer>(StorageNames.Fleet);

        // A name that no database has is refused with the other settings, when they are read.
        SqlDialect.Find(SqlDialect.InvariantOf(ReadOptions(builder.Configuration, configure)))?.AddStorage(builder);
        return builder;
    }

    /// <summary>The database as it is, for a process without a silo: nothing here changes it at the start.</summary>
    internal static IServiceCollection AddFleetDatabase(this IServiceCollection services, IConfiguration configuration, Action<StorageOptions>? configure = null)
    {
        AddOptions(services, configuration, configure);
        services.AddFailures();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<FleetDatabase>();
        return services;
    }

    internal static void AddOptions(IServiceCollection services, IConfiguration configuration, Action<StorageOptions>? configure)
    {
        services.AddOptions<StorageOptions>()
            .Configure(storage => Read(storage, configuration, configure))
            .PostConfigure(storage => Complete(storage, configuration))
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>());
    }

    /// <summary>The settings while the host is still being built: which database it is decides what there is to register.</summary>
    private static StorageOptions ReadOptions(IConfiguration configuration, Action<StorageOptions>? configure)
    {
        var storage = new StorageOptions();
        Read(storage, configuration, configure);
        Complete(storage, configuration);
        return storage;
    }

    private static void Read(StorageOptions storage, IConfiguration configuration, Action<StorageOptions>? configure)
    {
        configuration.GetSection(StorageOptions.Section).Bind(storage);
        configure?.Invoke(storage);
    }

    private static void Complete(StorageOptions storage, IConfiguration configuration)
    {
        if (string.IsNullOrWhiteSpace(storage.DataDirectory))
        {
            storage.DataDirectory = configuration["DATA_DIR"] is { Length: > 0 } directory ? directory : DefaultDirectory;
        }

        if (string.IsNullOrWhiteSpace(storage.ConnectionString))
        {
            storage.ConnectionString = configuration["DATABASE_URL"] ?? string.Empty;
        }

        storage.Invariant = SqlDialect.InvariantOf(storage);
    }
}
