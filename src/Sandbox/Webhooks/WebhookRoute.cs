namespace FleetActors.Sandbox;

/// <summary>What a Dial, answer or transfer said about webhooks; what it left out comes from the application's settings.</summary>
/// <param name="Url">Replaces the application's address.</param>
/// <param name="UrlsByEvent">Replaces it for single event types.</param>
/// <param name="RetriesByEvent">Pauses between attempts for single event types.</param>
internal sealed record WebhookRoute(
    string? Url,
    IReadOnlyDictionary<string, string> UrlsByEvent,
    IReadOnlyDictionary<string, IReadOnlyList<TimeSpan>> RetriesByEvent)
{
    private static readonly Dictionary<string, string> NoUrls = [];
    private static readonly Dictionary<string, IReadOnlyList<TimeSpan>> NoRetries = [];

    public static WebhookRoute Default { get; } = new(null, NoUrls, NoRetries);

    public WebhookTarget For(string eventType, string? applicationUrl, IReadOnlyList<TimeSpan> retryDelays)
    {
        var url = UrlsByEvent.GetValueOrDefault(eventType) ?? Url ?? applicationUrl;
        return string.IsNullOrEmpty(url)
            ? WebhookTarget.Nowhere
            : new WebhookTarget([url], RetriesByEvent.GetValueOrDefault(eventType) ?? retryDelays);
    }
}
