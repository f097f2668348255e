using System.Text.Json;
using System.Text.Json.Serialization;

namespace FleetActors.Alerts;

/// <summary>Reads an event of a stored timeline. A kind that only a newer release knows must not make the alert unreadable.</summary>
internal sealed class AlertEventReader : JsonConverter<AlertEvent>
{
    public override AlertEvent? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => UnknownKind(reader) is { } kind
        ? new UnknownEvent(kind, JsonElement.ParseValue(ref reader).GetRawText())
        : JsonSerializer.Deserialize<AlertEvent>(ref reader, options);

    public override void Write(Utf8JsonWriter writer, AlertEvent value, JsonSerializerOptions options) =>
        throw new NotSupportedException($"Timelines are written by {nameof(AlertStateConverter)}.");

    /// <summary>The event's kind if nobody here knows it; null also for what is no event at all, which the serializer then says.</summary>
    /// <param name="ahead">A copy: looking does not read.</param>
    private static string? UnknownKind(Utf8JsonReader ahead)
    {
        if (ahead.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName)
        {
            var isKind = ahead.ValueTextEquals(AlertEventKinds.Property);
            ahead.Read();
            if (isKind)
            {
                return ahead.TokenType == JsonTokenType.String && !AlertEventKinds.Knows(ahead) ? ahead.GetString() : null;
            }

            ahead.Skip();
        }

        return null;
    }
}
