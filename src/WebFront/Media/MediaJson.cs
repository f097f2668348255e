using System.Buffers.Text;
using System.Text.Json;

namespace FleetActors.Media;

/// <summary>Values as the provider writes them: numbers mostly as texts. The reader stands on the member's name and ends on its value.</summary>
internal static class MediaJson
{
    private const int MaxText = 256;

    /// <summary>A text; null when it is none, or too long to be meant.</summary>
    public static string? Text(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > MaxText)
        {
            reader.Skip();
            return null;
        }

        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no UTF-8.
            return null;
        }
    }

    /// <summary>A whole number, written as such or as a text; null when it is neither.</summary>
    public static long? Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when reader.TryGetInt64(out var number):
                return number;
            case JsonTokenType.String when Utf8Parser.TryParse(reader.ValueSpan, out long number, out var consumed) && consumed == reader.ValueSpan.Length:
                return number;
            default:
                reader.Skip();
                return null;
        }
    }

    /// <summary>Passes over a value of any kind.</summary>
    public static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
