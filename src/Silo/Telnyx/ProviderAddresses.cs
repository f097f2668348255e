using Microsoft.Extensions.Configuration;

namespace FleetActors.Telnyx;

/// <summary>Where the provider is and where it finds us, for the settings of the adapter that say nothing themselves.</summary>
internal static class ProviderAddresses
{
    /// <summary>Path of the webhooks of calls.</summary>
    public const string VoicePath = "/webhooks/voice";

    /// <summary>Path of the webhooks of messages.</summary>
    public const string MessagePath = "/webhooks/sms";

    /// <summary>Path of the media socket.</summary>
    public const string SocketPath = "/ws";

    /// <summary>Must run before the adapter reads its settings.</summary>
    /// <param name="baseUrl">The provider's API; null: the adapter's default.</param>
    /// <param name="publicUrl">How the provider reaches the web front; null: as the provider's own settings say.</param>
    /// <param name="socketUrl">How the provider reaches the media socket; null: below <paramref name="publicUrl"/>.</param>
    public static void AddProviderAddresses(this IConfigurationManager configuration, string? baseUrl, string? publicUrl, string? socketUrl) =>
        configuration.AddDefaults(new Dictionary<string, string?>
        {
            ["Telnyx:BaseUrl"] = baseUrl,
            ["Telnyx:CallWebhookUrl"] = publicUrl is null ? null : publicUrl + VoicePath,
            ["Telnyx:MessageWebhookUrl"] = publicUrl is null ? null : publicUrl + MessagePath,
            ["Calls:StreamUrl"] = socketUrl ?? Socket(publicUrl),
        });

    /// <summary>Sets what is not set; null sets nothing.</summary>
    public static void AddDefaults(this IConfigurationManager configuration, IReadOnlyDictionary<string, string?> defaults) =>
        configuration.AddInMemoryCollection(
            defaults.Where(setting => setting.Value is not null && string.IsNullOrWhiteSpace(configuration[setting.Key])).ToArray());

    private static string? Socket(string? publicUrl) =>
        publicUrl is not null && publicUrl.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? $"ws{publicUrl[4..]}{SocketPath}" : null;
}
