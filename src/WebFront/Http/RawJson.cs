using System.Text.Json;
using System.Text.Json.Serialization;

namespace FleetActors.Http;

/// <summary>JSON text that goes into an answer as it is. Null text is written as null.</summary>
[JsonConverter(typeof(Converter))]
internal readonly record struct RawJson(string? Text)
{
    internal sealed class Converter : JsonConverter<RawJson>
    {
        public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return new RawJson(document.RootElement.GetRawText());
        }

        public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options)
        {
            if (value.Text is null)
            {
                writer.WriteNullValue();
                return;
            }

            writer.WriteRawValue(value.Text);
        }
    }
}
