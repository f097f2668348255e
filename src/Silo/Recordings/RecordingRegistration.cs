using FleetActors.Calls;
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

    /// <summary>Keeps recordings as files. A store registered before is kept. Safe to call twice.</summary>
    public static IServiceCollection AddRecordings(this IServiceCollection services)
    {
        services.AddOptions<RecordingOptions>()
            .Configure<IConfiguration>((options, configuration) => configuration.GetSection(RecordingOptions.Section).Bind(options))
            .PostConfigure<IOptions<StorageOptions>>((options, storage) =>
            {
                if (string.IsNullOrWhiteSpace(options.Directory))
                {
                    options.Directory = Path.Combine(storage.Value.DataDirectory, Folder);
                }
            });
        services.TryAddSingleton<IRecordingStore, DirectoryRecordingStore>();
        return services;
    }
}
