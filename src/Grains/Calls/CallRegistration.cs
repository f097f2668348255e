using FleetActors.Recovery;
using FleetActors.Telephony;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FleetActors.Calls;

/// <summary>Wiring of emergency calls into a silo.</summary>
public static class CallRegistration
{
    private const string SocketUrl = "WS_PUBLIC_URL";

    /// <summary>
    /// Adds the calls, their sweep and the dispatch queue, with <see cref="CallOptions"/> from the configuration. Needs a <see cref="Time.GrainClock"/>, an
    /// <see cref="ITelephony"/>, an <see cref="IRecordingStore"/> and the call index. Without a recogniser registered before or after, nobody listens and packets
    /// say so. Safe to call twice.
    /// </summary>
    public static IServiceCollection AddCalls(this IServiceCollection services)
    {
        services.AddOptions<CallOptions>()
            .Configure<IConfiguration>(static (options, configuration) =>
            {
                configuration.GetSection(CallOptions.Section).Bind(options);
                options.StreamUrl = string.IsNullOrWhiteSpace(options.StreamUrl) ? configuration[SocketUrl] : options.StreamUrl;
            })
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CallOptions>, CallOptionsValidator>());
        services.TryAddSingleton<ISpeechToText, NoRecogniser>();
        services.TryAddSingleton<IBatchTranscriber, NoTranscriber>();
        services.TryAddSingleton<IProviderRecordings, NoProviderRecordings>();
        services.TryAddSingleton<ITelephonyProbe, TelephonyProbe>();
        services.TryAddSingleton<IRelatedAlerts, RelatedAlerts>();
        services.TryAddSingleton<ICallJudge, CallJudge>();
        services.TryAddSingleton<CallServices>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWakeSource, CallWakeSource>());
        return services;
    }
}
