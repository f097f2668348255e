using System.Text;
using FleetActors.Sandbox;
using FleetActors.Settings;

namespace FleetActors.Webhooks;

/// <summary>What receiving webhooks needs.</summary>
internal static class WebhookSetup
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services, ProviderOptions provider)
    {
        services.AddSingleton<LateEvents>();
        services.AddSingleton<WebhookRouter>();
        services.AddSingleton<UnsignedCalls>();
        services.AddSingleton(host => new WebhookSignatures(
            Keys(provider, host.GetService<TelnyxSandbox>()),
            provider.WebhookSecret is { } secret ? Encoding.UTF8.GetBytes(secret) : null,
            host.GetRequiredService<TimeProvider>()));
        return services;
    }

    private static List<Ed25519PublicKey> Keys(ProviderOptions provider, TelnyxSandbox? sandbox) =>
        sandbox is not null && Ed25519PublicKey.TryParse(sandbox.Keys.PublicKeyBase64, out var own) ? [.. provider.PublicKeys, own] : [.. provider.PublicKeys];
}
