using FleetActors.Alerts;
using FleetActors.Calls;
using FleetActors.Inference;
using FleetActors.Telephony;
using FleetActors.Telnyx.Api;
using FleetActors.Telnyx.Http;
using FleetActors.Telnyx.Recordings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FleetActors.Telnyx;

/// <summary>Registers Telnyx.</summary>
public static class TelnyxRegistration
{
    /// <summary>
    /// Telnyx as <see cref="ITelephony"/>, <see cref="IProviderRecordings"/> and, by its inference, as <see cref="ISeverityClassifier"/>, with settings <c>Telnyx:*</c>,
    /// <c>Inference:*</c> and <c>Outbound:*</c>. What is wrong with them stops the start with every fault named.
    /// </summary>
    public static IServiceCollection AddTelnyx(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<TelnyxOptions>()
            .Bind(configuration.GetSection(TelnyxOptions.Section))
            .PostConfigure(options =>
            {
                options.ApiKey = First(options.ApiKey, configuration["TELNYX_API_KEY"]);
                options.From = First(options.From, configuration["ALERT_NUMBER"]);
                options.ConnectionId = First(options.ConnectionId, configuration["CONNECTION_ID"]);
                options.MessageWebhookUrl = NullIfEmpty(options.MessageWebhookUrl);
                options.CallWebhookUrl = NullIfEmpty(options.CallWebhookUrl);
            })
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TelnyxOptions>, TelnyxOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TelnyxTransport>();
        services.TryAddSingleton(provider => provider.GetRequiredService<TelnyxTransport>().Api<ITelnyxApi>());
        services.TryAddSingleton<ITelephony, TelnyxTelephony>();
        services.TryAddSingleton<RecordingTransport>();
        services.TryAddSingleton<IProviderRecordings, TelnyxRecordings>();
        services.AddTelnyxInference(configuration);
        return services.AddOutbound();
    }

    private static string First(string? setting, string? named) => (string.IsNullOrWhiteSpace(setting) ? named ?? string.Empty : setting).Trim();

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
