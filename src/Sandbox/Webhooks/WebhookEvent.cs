using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FleetActors.Sandbox;

/// <summary>One event; every delivery of it, first or repeated, carries the same id.</summary>
internal sealed class WebhookEvent
{
    private readonly byte[] _data;

    /// <param name="occurredAtInPayload">Conference life-cycle events carry their time inside the payload, all others beside it.</param>
    public WebhookEvent(string type, DateTimeOffset occurredAt, JsonObject payload, bool occurredAtInPayload = false)
    {
        Type = type;
        Id = Identifiers.NewId();
        var data = new JsonObject { ["record_type"] = "event", ["event_type"] = type, ["id"] = Id };
        (occurredAtInPayload ? payload : data)["occurred_at"] = Identifiers.Iso(occurredAt);
        data["payload"] = payload;
        _data = SandboxJson.Bytes(data);
    }

    public string Type { get; }

    public string Id { get; }

    /// <summary>The event alone, as JSON.</summary>
    public ReadOnlySpan<byte> Data => _data;

    /// <summary>The body of one attempt.</summary>
    public byte[] Body(int attempt, string url)
    {
        var buffer = new ArrayBufferWriter<byte>(_data.Length + 200);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("data");
            writer.WriteRawValue(_data, skipInputValidation: true);
            writer.WriteStartObject("meta");
            writer.WriteNumber("attempt", attempt);
            writer.WriteString("delivered_to", url);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
