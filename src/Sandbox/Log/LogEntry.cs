using System.Text;

namespace FleetActors.Sandbox;

/// <summary>A command received or a webhook attempted.</summary>
/// <param name="At">When the command arrived, or the attempt ended.</param>
/// <param name="Method">HTTP method of a command; null for a webhook.</param>
/// <param name="Target">Path after <c>/v2</c> with its query, or the webhook's address; null when there was none.</param>
/// <param name="Body">JSON sent or received, cut at <see cref="LongestBody"/> characters; null when there was none.</param>
/// <param name="Outcome">HTTP status or, for a webhook that got none, what happened.</param>
internal sealed record LogEntry(
    DateTimeOffset At,
    string? Method,
    string? Target,
    string? Body,
    string Outcome,
    bool Duplicate = false,
    string? Fault = null,
    string? EventType = null,
    string? EventId = null,
    int Attempt = 0)
{
    public const int LongestBody = 4000;

    public bool IsWebhook => EventType is not null;

    public static LogEntry Webhook(DateTimeOffset at, WebhookEvent webhook, string? url, int attempt, string outcome) =>
        new(at, null, url, Cut(webhook.Data), outcome, EventType: webhook.Type, EventId: webhook.Id, Attempt: attempt);

    /// <summary>Text of a body, for the record.</summary>
    public static string? Cut(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, LongestBody)]);
        return body.Length > LongestBody ? text + "..." : text;
    }
}
