using System.Text.Json;
using FleetActors.Devices;

namespace FleetActors.Telemetry;

/// <summary>Reads values, positions and times. Each answers false, and moves nothing, when the token is something else.</summary>
internal static class TelemetryValues
{
    /// <summary>What a value must be; follows the member's name.</summary>
    public const string Rule = "must be a finite number, true, false or a text of at most 256 characters";

    // Seconds from here on would be the year 5138: such numbers are milliseconds.
    private const double FirstMilliseconds = 1e11;

    // The last millisecond of the year 9999.
    private const double LastMs = 253_402_300_799_999;

    private const int LongestEscape = 6;

    /// <summary>
    /// A finite number, true, false, or a text. The texts NaN, Infinity and the like are how some senders write a number they do not have: refused.
    /// </summary>
    /// <exception cref="JsonException">A text is not sound.</exception>
    public static bool TryValue(ref Utf8JsonReader reader, out MetricValue value)
    {
        value = default;
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when reader.TryGetDouble(out var number) && double.IsFinite(number):
                value = MetricValue.Of(number);
                return true;
            case JsonTokenType.True or JsonTokenType.False:
                value = MetricValue.Of(reader.TokenType == JsonTokenType.True);
                return true;
            case JsonTokenType.String when reader.ValueSpan.Length <= MetricValue.MaxTextLength * LongestEscape:
                var text = TelemetryText.Read(ref reader);
                value = MetricValue.Of(text);
                return text.Length <= MetricValue.MaxTextLength && !IsNoNumber(text);
            default:
                return false;
        }
    }

    /// <summary>Degrees from minus <paramref name="limit"/> to <paramref name="limit"/>.</summary>
    public static bool TryDegrees(ref Utf8JsonReader reader, double limit, out double? degrees)
    {
        degrees = reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var number) && Math.Abs(number) <= limit ? number : null;
        return degrees is not null;
    }

    /// <summary>
    /// An <see cref="IsoInstant"/>, or a number since 1970: of milliseconds from 100000000000 on, below that of seconds with or without a fraction.
    /// </summary>
    /// <exception cref="JsonException">A text is not sound.</exception>
    public static bool TryTime(ref Utf8JsonReader reader, out long unixMs)
    {
        unixMs = 0;
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when reader.TryGetDouble(out var number) && number >= 0:
                var ms = number >= FirstMilliseconds ? number : number * 1000;
                unixMs = (long)Math.Min(Math.Round(ms), LastMs);
                return ms <= LastMs;
            case JsonTokenType.String when !reader.ValueIsEscaped:
                return IsoInstant.TryParse(reader.ValueSpan, out unixMs) && unixMs <= LastMs;
            case JsonTokenType.String:
                return IsoInstant.TryParse(System.Text.Encoding.UTF8.GetBytes(TelemetryText.Read(ref reader)), out unixMs) && unixMs <= LastMs;
            default:
                return false;
        }
    }

    private static bool IsNoNumber(ReadOnlySpan<char> text)
    {
        text = text.TrimStart("+-");
        return text.Length is 3 or 8
            && (text.Equals("nan", StringComparison.OrdinalIgnoreCase)
                || text.Equals("inf", StringComparison.OrdinalIgnoreCase)
                || text.Equals("infinity", StringComparison.OrdinalIgnoreCase));
    }
}
