using System.Text.Json;
using FleetActors.Calls;

namespace FleetActors.Media;

/// <summary>Reads <c>media_format</c>.</summary>
internal static class MediaFormatReader
{
    private const int PhoneRate = 8000;
    private const int WideRate = 16000;

    /// <summary>Names of old and new documentation; any case.</summary>
    private static readonly Dictionary<string, AudioEncoding> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["PCMU"] = AudioEncoding.Pcmu,
        ["audio/pcmu"] = AudioEncoding.Pcmu,
        ["audio/x-mulaw"] = AudioEncoding.Pcmu,
        ["audio/basic"] = AudioEncoding.Pcmu,
        ["PCMA"] = AudioEncoding.Pcma,
        ["audio/pcma"] = AudioEncoding.Pcma,
        ["audio/x-alaw"] = AudioEncoding.Pcma,
        ["L16"] = AudioEncoding.L16,
        ["audio/l16"] = AudioEncoding.L16,
        ["audio/x-l16"] = AudioEncoding.L16,
    };

    /// <summary>The reader stands on the value; null when it is no object.</summary>
    public static AudioFormat? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var encoding = AudioEncoding.Unknown;
        long? rate = null;
        long? channels = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("encoding"u8))
            {
                encoding = MediaJson.Text(ref reader) is { } name && Names.TryGetValue(name, out var known) ? known : AudioEncoding.Unknown;
            }
            else if (reader.ValueTextEquals("sample_rate"u8))
            {
                rate = MediaJson.Number(ref reader);
            }
            else if (reader.ValueTextEquals("channels"u8))
            {
                channels = MediaJson.Number(ref reader);
            }
            else
            {
                MediaJson.SkipValue(ref reader);
            }
        }

        // Out of range is as wrong as any other number that nobody decodes.
        return new AudioFormat(encoding, Whole(rate ?? (encoding == AudioEncoding.L16 ? WideRate : PhoneRate)), Whole(channels ?? 1));
    }

    private static int Whole(long number) => (int)Math.Clamp(number, -1, int.MaxValue);
}
