using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Orleans.Storage;

/// <summary>Gives a provider without a serialiser of its own the one registered under its name, else the silo's default.</summary>
public class DefaultStorageProviderSerializerOptionsConfigurator<TOptions>(IServiceProvider serviceProvider) : IPostConfigureOptions<TOptions>
    where TOptions : class, IStorageProviderSerializerOptions
{
    /// <inheritdoc/>
    public void PostConfigure(string? name, TOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.GrainStorageSerializer ??= serviceProvider.GetKeyedService<IGrainStorageSerializer>(name)
            ?? serviceProvider.GetRequiredService<IGrainStorageSerializer>();
    }
}
