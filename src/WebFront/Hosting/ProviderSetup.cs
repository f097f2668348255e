using FleetActors.Sandbox;
using FleetActors.Security;
using FleetActors.Settings;
using FleetActors.Telnyx;

namespace FleetActors.Hosting;

/// <summary>Connects the telephone provider: Telnyx, a sandbox elsewhere, or the sandbox in this process.</summary>
internal static class ProviderSetup
{
    /// <summary>Must run before the silo reads its settings: it completes what the adapter needs from what is set.</summary>
    public static void AddProvider(this WebApplicationBuilder builder, ProviderOptions provider, Listener listener)
    {
        var publicUrl = provider.IsSandbox ? listener.Url : provider.PublicUrl ?? (provider.IsOnThisMachine ? listener.Url : null);
        if (provider.IsSandbox)
        {
            builder.Configuration.AddDefaults(SandboxSettings(builder.Configuration, listener));
            builder.Configuration.AddDefaults(SpeechSettings(builder.Configuration, provider, listener));
            builder.Services.AddTelnyxSandbox(options =>
            {
                options.WebhookUrl ??= listener.Url + ProviderAddresses.VoicePath;
                options.MessagingWebhookUrl ??= listener.Url + ProviderAddresses.MessagePath;
            });
        }

        builder.Configuration.AddProviderAddresses(provider.BaseUrl, publicUrl, provider.PublicSocketUrl);
    }

    /// <summary>
    /// The phones are open to everyone who can reach a loopback address, as a page without a login must be; elsewhere they need an operator's key.
    /// The provider's API in it has a key of its own.
    /// </summary>
    public static void MapProvider(this IEndpointRouteBuilder routes)
    {
        if (!routes.ServiceProvider.GetRequiredService<ProviderOptions>().IsSandbox)
        {
            return;
        }

        var isLoopbackOnly = routes.ServiceProvider.GetRequiredService<FrontOptions>().IsLoopbackOnly;
        var group = routes.MapGroup("").ExcludeFromDescription();
        ((IEndpointConventionBuilder)group).Add(endpoint =>
        {
            var isProviderApi = endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path }
                && path.StartsWith(SandboxRegistration.SharedHostPrefix, StringComparison.Ordinal);
            endpoint.Metadata.Add(isProviderApi || isLoopbackOnly
                ? new Microsoft.AspNetCore.Authorization.AllowAnonymousAttribute()
                : new Microsoft.AspNetCore.Authorization.AuthorizeAttribute(Roles.Operator));
        });
        group.MapTelnyxSandbox();
    }

    /// <summary>The sandbox's recogniser takes sound at any speed, so a call that is played fast is heard fast.</summary>
    private static Dictionary<string, string?> SpeechSettings(ConfigurationManager configuration, ProviderOptions provider, Listener listener) => provider.IsSpeechSandbox
        ? new()
        {
            ["DEEPGRAM_API_KEY"] = SandboxKey(configuration),
            ["Deepgram:BaseUrl"] = listener.Url + SandboxRegistration.SpeechPrefix,
            ["Deepgram:CatchUpRate"] = "25",
        }
        : [];

    private static string SandboxKey(ConfigurationManager configuration) =>
        configuration[$"{SandboxOptions.Section}:{nameof(SandboxOptions.ApiKey)}"] ?? new SandboxOptions().ApiKey;

    private static Dictionary<string, string?> SandboxSettings(ConfigurationManager configuration, Listener listener) => new()
    {
        ["TELNYX_API_KEY"] = SandboxKey(configuration),
        ["Telnyx:BaseUrl"] = $"{listener.Url}{SandboxRegistration.SharedHostPrefix}/v2",
        ["CONNECTION_ID"] = "sandbox",
        ["ALERT_NUMBER"] = "+15550100100",
        ["ONCALL_NUMBER"] = "+15550100101",
        ["DISPATCHER_NUMBER"] = "+15550100102",
    };
}
