using FleetActors.Alerts;
using FleetActors.Calls;
using FleetActors.Telnyx.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FleetActors.Inference;

/// <summary>Registers inference.</summary>
internal static class InferenceRegistration
{
    /// <summary>Telnyx's inference as <see cref="ISeverityClassifier"/> and <see cref="ITriage"/>, over Telnyx's own connections.</summary>
    public static IServiceCollection AddTelnyxInference(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<InferenceOptions>()
            .Bind(configuration.GetSection(InferenceOptions.Section))
            .PostConfigure(options => options.Model = FirstSet(options.Model, configuration["AI_MODEL"], InferenceOptions.DefaultModel))
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<InferenceOptions>, InferenceOptionsValidator>());
        services.TryAddSingleton(provider => provider.GetRequiredService<TelnyxTransport>().Api<ITelnyxInference>());
        services.TryAddSingleton<InferenceClient>();
        services.TryAddSingleton<ITriage, TelnyxTriage>();
        services.TryAddSingleton<ISeverityClassifier, TelnyxSeverityClassifier>();
        return services;
    }

    private static string FirstSet(params string?[] values) => values.First(value => !string.IsNullOrWhiteSpace(value))!.Trim();
}
