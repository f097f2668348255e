using System.Text.Json.Nodes;

namespace FleetActors.Sandbox;

/// <summary>An outbound message. Touched only inside <see cref="World.Enter{T}"/>.</summary>
internal sealed class Message
{
    public string Id { get; } = Identifiers.NewId();

    public required string From { get; init; }

    public required string To { get; init; }

    public required string Text { get; init; }

    public required MessageSize Size { get; init; }

    public required string? ProfileId { get; init; }

    public required string? WebhookUrl { get; init; }

    public required string? FailoverUrl { get; init; }

    public required bool UseProfileWebhooks { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Status of the one recipient.</summary>
    public string Status { get; set; } = "queued";

    public DateTimeOffset? SentAt { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    public TelnyxError? Error { get; set; }

    public WebhookLane Lane { get; } = new();

    public JsonObject ToJson() => new()
    {
        ["record_type"] = "message",
        ["direction"] = "outbound",
        ["id"] = Id,
        ["type"] = "SMS",
        ["messaging_profile_id"] = ProfileId,
        ["from"] = MessageParty.Json(From),
        ["to"] = new JsonArray(MessageParty.Json(To, Status)),
        ["cc"] = new JsonArray(),
        ["text"] = Text,
        ["media"] = new JsonArray(),
        ["encoding"] = Size.Encoding,
        ["parts"] = Size.Parts,
        ["tags"] = new JsonArray(),
        ["cost"] = new JsonObject { ["amount"] = "0.0000", ["currency"] = "USD" },
        ["errors"] = Error is null ? new JsonArray() : new JsonArray(Error.ToJson()),
        ["webhook_url"] = WebhookUrl,
        ["webhook_failover_url"] = FailoverUrl,
        ["received_at"] = Identifiers.Iso(ReceivedAt),
        ["sent_at"] = Identifiers.Iso(SentAt),
        ["completed_at"] = Identifiers.Iso(CompletedAt),
        ["valid_until"] = Identifiers.Iso(ReceivedAt + TimeSpan.FromHours(1)),
    };
}

/// <summary>A sender or recipient as the API shows it.</summary>
internal static class MessageParty
{
    /// <param name="status">Status of a recipient; null for a sender.</param>
    public static JsonObject Json(string number, string? status = null)
    {
        var json = new JsonObject { ["phone_number"] = number, ["carrier"] = "Sandbox", ["line_type"] = "Wireless" };
        if (status is not null)
        {
            json["status"] = status;
        }

        return json;
    }
}
