using FleetActors.Calls;
using FleetActors.Clustering;
using FleetActors.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FleetActors.Recordings;

/// <summary>Where recordings go.</summary>
public static class RecordingRegistration
{
    private const string Folder = "recordings";
    private const string ClusterId = $"{FleetClusterOptions.Section}:{nameof(FleetClusterOptions.ClusterId)}";

    /// <summary>
    /// Keeps recordings as files or in the database, as <see cref="RecordingOptions"/> say; silos and fronts alike. A store registered before is kept. Safe to
    /// call twice.
    /// </summary>
    public static IServiceCollection AddRecordings(this IServiceCollection services)
    {
        services.AddRecordingOptions();
        services.TryAddSingleton<IRecordingStore>(static provider => provider.GetRequiredService<IOptions<RecordingOptions>>().Value.IsDatabase
            ? ActivatorUtilities.CreateInstance<DatabaseRecordingStore>(provider)
            : ActivatorUtilities.CreateInstance<DirectoryRecordingStore>(provider));
        return services;
    }

    internal static IServiceCollection AddRecordingOptions(this IServiceCollection services)
    {
        services.AddOptions<RecordingOptions>()
            .Configure<IConfiguration>(static (options, configuration) =>
            {
                configuration.GetSection(RecordingOptions.Section).Bind(options);
                options.Store = string.IsNullOrWhiteSpace(options.Store) ? Usual(options, configuration) : options.Store.Trim().ToLowerInvariant();
            })
            .PostConfigure<IOptions<StorageOptions>>(static (options, storage) =>
            {
                if (string.IsNullOrWhiteSpace(options.Directory))
                {
                    options.Directory = Path.Combine(storage.Value.DataDirectory, Folder);
                }
            })
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RecordingOptions>, RecordingOptionsValidator>());
        return services;
    }

    // A folder that somebody has named is one that all members see.
    private static string Usual(RecordingOptions options, IConfiguration configuration) =>
        string.IsNullOrWhiteSpace(configuration[ClusterId]) || !string.IsNullOrWhiteSpace(options.Directory) ? RecordingOptions.Files : RecordingOptions.Database;
}
