using System.Text.Json;
using System.Text.Json.Serialization;

namespace Refit;

/// <summary>Reads an untyped value as bool, long, double, DateTime, string or <see cref="JsonElement"/>, whichever fits first.</summary>
public class ObjectToInferredTypesConverter : JsonConverter<object>
{
    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            case JsonTokenType.Number:
                return reader.TryGetInt64(out var whole) ? whole : reader.GetDouble();
            case JsonTokenType.String:
                return reader.TryGetDateTime(out var time) ? time : reader.GetString();
            default:
                return JsonElement.ParseValue(ref reader);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        JsonSerializer.Serialize(writer, value, value.GetType(), options);
    }
}
