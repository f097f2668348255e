namespace FleetActors.Sandbox;

/// <summary>The application's and the messaging profile's webhook addresses; they may change while the sandbox runs.</summary>
internal sealed class WebhookAddresses(SandboxOptions options)
{
    private volatile string? _voice = options.WebhookUrl;
    private volatile string? _messaging = options.MessagingWebhookUrl;

    public string? Voice => _voice;

    public string? Messaging => _messaging;

    public void Set(string? voice, string? messaging) => (_voice, _messaging) = (voice, messaging);

    public WebhookTarget ForVoice(WebhookRoute route, string eventType) => route.For(eventType, _voice, options.VoiceRetryDelays);

    /// <param name="url">The message's own address; the profile's is used without one, unless the message wants none of it.</param>
    public WebhookTarget ForMessage(string? url, string? failoverUrl, bool useProfile)
    {
        var primary = url ?? (useProfile ? _messaging : null);
        return string.IsNullOrEmpty(primary)
            ? WebhookTarget.Nowhere
            : new WebhookTarget(failoverUrl is null ? [primary] : [primary, failoverUrl], options.MessagingRetryDelays);
    }
}
