using System.Text;
using FleetActors.Settings;

namespace FleetActors.Webhooks;

/// <summary>What receiving webhooks needs.</summary>
internal static class WebhookSetup
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services, ProviderOptions provider)
    {
        services.AddSingleton<WebhookRouter>();
        services.AddSingleton(host => new WebhookSignatures(
            provider.PublicKeys,
            provider.WebhookSecret is { } secret ? Encoding.UTF8.GetBytes(secret) : null,
            host.GetRequiredService<TimeProvider>()));
        return services;
    }
}
