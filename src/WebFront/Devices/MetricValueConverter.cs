using System.Text.Json;
using System.Text.Json.Serialization;

namespace FleetActors.Devices;

/// <summary>Writes a value as the JSON value it came as.</summary>
internal sealed class MetricValueConverter : JsonConverter<MetricValue>
{
    public override MetricValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => MetricValue.Of(reader.GetDouble()),
        JsonTokenType.True or JsonTokenType.False => MetricValue.Of(reader.GetBoolean()),
        JsonTokenType.String => MetricValue.Of(reader.GetString()!),
        _ => throw new JsonException("A value is a number, true, false or a text."),
    };

    public override void Write(Utf8JsonWriter writer, MetricValue value, JsonSerializerOptions options)
    {
        switch (value.Kind)
        {
            case MetricKind.Number:
                writer.WriteNumberValue(value.Number);
                break;
            case MetricKind.Flag:
                writer.WriteBooleanValue(value.Number != 0);
                break;
            default:
                writer.WriteStringValue(value.Text);
                break;
        }
    }
}
