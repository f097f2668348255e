using System.ComponentModel.DataAnnotations;

namespace FleetActors.Sandbox;

/// <summary>
/// Settings of the sandbox (configuration section <c>Sandbox</c>, environment <c>Sandbox__Name</c>). Everything the sandbox knows is in memory:
/// a restart forgets calls, phones, messages, behaviour and the log.
/// </summary>
public sealed class SandboxOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Sandbox";

    /// <summary>
    /// Where voice webhooks go when a command names no other address, such as <c>http://127.0.0.1:5000/webhooks/voice</c>. Default: none, events are
    /// only logged. <see cref="TelnyxSandbox.SetWebhookUrls"/> changes it later.
    /// </summary>
    public string? WebhookUrl { get; set; }

    /// <summary>
    /// Where message webhooks go, such as <c>http://127.0.0.1:5000/webhooks/sms</c>: the messaging profile's address. Default: none.
    /// </summary>
    public string? MessagingWebhookUrl { get; set; }

    /// <summary>The bearer key that the API accepts. Default <c>sandbox</c>.</summary>
    [Required]
    public string ApiKey { get; set; } = "sandbox";

    /// <summary>
    /// The only <c>connection_id</c> that may dial. Default: none, any well-formed one may; phone-placed calls then carry <c>sandbox</c>.
    /// </summary>
    public string? ConnectionId { get; set; }

    /// <summary>Private Ed25519 key that signs webhooks: base64 of 32 bytes. Default: a new key at every start.</summary>
    public string? SigningKey { get; set; }

    /// <summary>
    /// How a number behaves that has no script of its own and no <c>default_number</c> in the behaviour. Default: it rings until somebody acts.
    /// </summary>
    public NumberScript DefaultNumber { get; set; } = new();

    /// <summary>
    /// How fast people and machines speak, listen and recognise each other, as a multiple of real time. Default 1; 100 makes tests quick.
    /// Times that a command names (ring time, gather timeouts) are never scaled.
    /// </summary>
    [Range(0.1, 1_000_000)]
    public double VoiceSpeed { get; set; } = 1;

    /// <summary>How long a phone's call to Telnyx rings before the caller gives up. Default 60 s.</summary>
    public TimeSpan InboundRingTime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a webhook's receiver may take. Default 2 s.</summary>
    public TimeSpan WebhookTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Pauses between the attempts of a voice webhook. Default 1, 2, 4, 8 and 16 s, so six attempts over half a minute.</summary>
    public IReadOnlyList<TimeSpan> VoiceRetryDelays { get; set; } = Seconds(1, 2, 4, 8, 16);

    /// <summary>
    /// Pauses between the attempts of a message webhook at each of its addresses. Default 1 and 2 s, so three attempts per address.
    /// </summary>
    public IReadOnlyList<TimeSpan> MessagingRetryDelays { get; set; } = Seconds(1, 2);

    /// <summary>How many webhooks may be on their way at once. Default 256.</summary>
    [Range(1, 10_000)]
    public int WebhookConcurrency { get; set; } = 256;

    /// <summary>Carries webhooks; not disposed by the sandbox. Default: sockets, no proxy, redirects not followed.</summary>
    public HttpMessageHandler? WebhookHandler { get; set; }

    /// <summary>How many entries <c>GET /sandbox/log</c> remembers. Default 10,000.</summary>
    [Range(1, 10_000_000)]
    public int LogCapacity { get; set; } = 10_000;

    /// <summary>Reports every setting that cannot work, not only the first.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, url) in new[] { (nameof(WebhookUrl), WebhookUrl), (nameof(MessagingWebhookUrl), MessagingWebhookUrl) })
        {
            if (!string.IsNullOrEmpty(url) && !WebhookAddress.IsValid(url))
            {
                yield return new ValidationResult($"{Section}:{name} must be an absolute http or https address.", [name]);
            }
        }

        if (!string.IsNullOrEmpty(SigningKey) && !SandboxKeys.IsPrivateKey(SigningKey))
        {
            yield return new ValidationResult($"{Section}:{nameof(SigningKey)} must be base64 of 32 bytes.", [nameof(SigningKey)]);
        }

        foreach (var (name, time) in new[] { (nameof(WebhookTimeout), WebhookTimeout), (nameof(InboundRingTime), InboundRingTime) })
        {
            if (time <= TimeSpan.Zero)
            {
                yield return new ValidationResult($"{Section}:{name} must be more than zero.", [name]);
            }
        }
    }

    private static TimeSpan[] Seconds(params ReadOnlySpan<int> seconds)
    {
        var times = new TimeSpan[seconds.Length];
        for (var i = 0; i < seconds.Length; i++)
        {
            times[i] = TimeSpan.FromSeconds(seconds[i]);
        }

        return times;
    }
}
