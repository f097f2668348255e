using System.Text.Json;
using System.Text.Json.Serialization;

namespace FleetActors.Calls;

/// <summary>One second of sound. Values are rounded to thousandths.</summary>
/// <param name="Rms">Loudness of what was heard in it, 0 to 1.</param>
/// <param name="Distress">The highest shown in it, 0 to 1.</param>
/// <param name="Voiced">Part of it that was voiced, 0 to 1.</param>
/// <param name="Missing">Part of it of which nothing came, 0 to 1.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.audio-second")]
[JsonConverter(typeof(AudioSecondConverter))]
public readonly record struct AudioSecond(
    [property: Id(0)] double Rms,
    [property: Id(1)] double Distress,
    [property: Id(2)] double Voiced,
    [property: Id(3)] double Missing = 0);

/// <summary>Four numbers in a row: a call has one of these for every second, and the whole call is stored again and again.</summary>
internal sealed class AudioSecondConverter : JsonConverter<AudioSecond>
{
    public override AudioSecond Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("A second of sound is an array of four numbers.");
        }

        var point = new AudioSecond(Next(ref reader), Next(ref reader), Next(ref reader), Next(ref reader));
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            // Numbers that a later release adds.
            reader.Skip();
        }

        return point;
    }

    public override void Write(Utf8JsonWriter writer, AudioSecond value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Rms);
        writer.WriteNumberValue(value.Distress);
        writer.WriteNumberValue(value.Voiced);
        writer.WriteNumberValue(value.Missing);
        writer.WriteEndArray();
    }

    private static double Next(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.Number ? reader.GetDouble() : throw new JsonException("A second of sound is an array of four numbers.");
}
