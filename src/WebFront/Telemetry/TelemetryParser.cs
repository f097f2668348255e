using System.Text.Json;

namespace FleetActors.Telemetry;

/// <summary>
/// Takes telemetry bodies apart: one object, an array of objects, or NDJSON, one object to a line. NDJSON is taken as such when it is declared, or when
/// the first line begins an object and the next one begins another. A line that is no JSON is one wrong item; elsewhere broken JSON is wrong as a whole.
/// </summary>
internal sealed class TelemetryParser(TelemetryItemReader items, int maxItems)
{
    /// <summary>Arrays and objects may be nested this deep, unknown members included.</summary>
    public const int MaxDepth = 8;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = MaxDepth };

    /// <summary>Fills the message. Never throws for anything a body may hold.</summary>
    /// <param name="lines">The body was declared as NDJSON.</param>
    public TelemetryFault Parse(ReadOnlySpan<byte> body, bool lines, TelemetryMessage message)
    {
        body = body.StartsWith("\uFEFF"u8) ? body[3..] : body;
        var start = body.IndexOfAnyExcept(" \t\r\n"u8);
        if (start < 0)
        {
            return TelemetryFault.Empty;
        }

        body = body[start..];
        if (lines || (body[0] == '{' && LooksLikeLines(body)))
        {
            return ParseLines(body, message);
        }

        try
        {
            return ParseDocument(body, message);
        }
        catch (JsonException)
        {
            return TelemetryFault.Broken;
        }
    }

    private TelemetryFault ParseDocument(ReadOnlySpan<byte> body, TelemetryMessage message)
    {
        var reader = new Utf8JsonReader(body, Strict);
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                items.Read(ref reader, 0, message);
                break;
            case JsonTokenType.StartArray:
                var count = 0;
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (count == maxItems)
                    {
                        return TelemetryFault.TooMany;
                    }

                    items.Read(ref reader, count++, message);
                }

                if (count == 0)
                {
                    reader.Read();
                    return TelemetryFault.Empty;
                }

                break;
            default:
                reader.Read();
                return TelemetryFault.NoReadings;
        }

        // Reading on finds what follows the value; only space may.
        reader.Read();
        return TelemetryFault.None;
    }

    private TelemetryFault ParseLines(ReadOnlySpan<byte> body, TelemetryMessage message)
    {
        var count = 0;
        while (!body.IsEmpty)
        {
            var end = body.IndexOf((byte)'\n');
            var line = end < 0 ? body : body[..end];
            body = end < 0 ? default : body[(end + 1)..];
            if (line.IndexOfAnyExcept(" \t\r"u8) < 0)
            {
                continue;
            }

            if (count == maxItems)
            {
                return TelemetryFault.TooMany;
            }

            ParseLine(line, count++, message);
        }

        return count == 0 ? TelemetryFault.Empty : TelemetryFault.None;
    }

    private void ParseLine(ReadOnlySpan<byte> line, int index, TelemetryMessage message)
    {
        var (itemsBefore, valuesBefore, rejectedBefore) = (message.ItemCount, message.ValueCount, message.Rejected.Count);
        try
        {
            var reader = new Utf8JsonReader(line, Strict);
            reader.Read();
            items.Read(ref reader, index, message);
            reader.Read();
        }
        catch (JsonException)
        {
            if (message.ItemCount > itemsBefore)
            {
                message.DropItem();
            }

            message.DropValues(valuesBefore);
            message.Rejected.RemoveRange(rejectedBefore, message.Rejected.Count - rejectedBefore);
            message.Rejected.Add(new(index, "the line is not JSON"));
        }
    }

    // An object that begins right after a line break, unless it is the value of what stands before the break.
    private static bool LooksLikeLines(ReadOnlySpan<byte> body)
    {
        var end = body.IndexOf((byte)'\n');
        if (end < 0)
        {
            return false;
        }

        var next = body[end..].TrimStart(" \t\r\n"u8);
        return next is [(byte)'{', ..] && body[..end].TrimEnd(" \t\r"u8) is not [.., (byte)':'];
    }
}
