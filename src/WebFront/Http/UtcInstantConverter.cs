using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FleetActors.Http;

/// <summary>Instants on the wire: UTC with <c>Z</c>, to the millisecond. Read with any offset; without one they are refused, because whose time it is would be a guess.</summary>
internal sealed class UtcInstantConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Whether a text says which offset it has.</summary>
    public static bool HasOffset(ReadOnlySpan<char> text) =>
        text.Length > 6 && (text[^1] is 'Z' or 'z' || (text[^3] == ':' && text[^6] is '+' or '-'));

    /// <summary>Reads an ISO 8601 time that says its offset.</summary>
    public static bool TryParse(string? text, out DateTimeOffset instant)
    {
        instant = default;
        return text is not null
            && HasOffset(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out instant);
    }

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryParse(JsonText.Read(ref reader), out var instant)
            ? instant
            : throw new JsonException("must be an ISO 8601 time with Z or an offset");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[24];
        value.UtcDateTime.TryFormat(text, out var length, Format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }
}
