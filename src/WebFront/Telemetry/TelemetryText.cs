using System.Text.Json;

namespace FleetActors.Telemetry;

/// <summary>Reads texts so that everything wrong with them is a <see cref="JsonException"/>.</summary>
internal static class TelemetryText
{
    /// <summary>Room for the longest name written wholly in escapes.</summary>
    public const int EscapedNameBytes = 128 * 6;

    /// <summary>The text without its escapes; -1 when it is too long for a name.</summary>
    /// <param name="destination">At least <see cref="EscapedNameBytes"/>.</param>
    /// <exception cref="JsonException">It holds half of a surrogate pair.</exception>
    public static int Unescape(ref Utf8JsonReader reader, scoped Span<byte> destination)
    {
        if (reader.ValueSpan.Length > EscapedNameBytes)
        {
            return -1;
        }

        try
        {
            return reader.CopyString(destination);
        }
        catch (InvalidOperationException unpaired)
        {
            throw Unsound(unpaired);
        }
    }

    /// <summary>The text as a string.</summary>
    /// <exception cref="JsonException">It holds half of a surrogate pair or is not UTF-8.</exception>
    public static string Read(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException unpaired)
        {
            throw Unsound(unpaired);
        }
    }

    private static JsonException Unsound(InvalidOperationException cause) =>
        new("A text holds half of a surrogate pair or is not UTF-8.", cause);
}
