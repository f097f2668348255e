using FleetActors.Calls;
using FleetActors.Deepgram.Batch;
using FleetActors.Deepgram.Streaming;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FleetActors.Deepgram;

/// <summary>Registers Deepgram.</summary>
public static class DeepgramRegistration
{
    /// <summary>
    /// Deepgram as <see cref="ISpeechToText"/> and <see cref="IBatchTranscriber"/>, with settings <c>Deepgram:*</c>; both say that they are not enabled
    /// while no key is set. What is wrong with the settings stops the start with every fault named.
    /// </summary>
    public static IServiceCollection AddDeepgram(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<DeepgramOptions>()
            .Bind(configuration.GetSection(DeepgramOptions.Section))
            .PostConfigure(options => options.ApiKey =
                (string.IsNullOrWhiteSpace(options.ApiKey) ? configuration["DEEPGRAM_API_KEY"] ?? string.Empty : options.ApiKey).Trim())
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DeepgramOptions>, DeepgramOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IDeepgramConnector, DeepgramConnector>();
        services.TryAddSingleton<ISpeechToText, DeepgramSpeechToText>();
        services.TryAddSingleton<DeepgramTransport>();
        services.TryAddSingleton(static provider => new Lazy<IDeepgramApi>(() => provider.GetRequiredService<DeepgramTransport>().Api()));
        services.TryAddSingleton<IBatchTranscriber, DeepgramBatchTranscriber>();
        return services;
    }
}
