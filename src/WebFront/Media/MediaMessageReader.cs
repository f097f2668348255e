using System.Text.Json;

namespace FleetActors.Media;

/// <summary>
/// Reads one message forward only. Sound is decoded from where it lies in the buffer; nothing else is made of a media message, since fifty come every second from every call.
/// </summary>
internal static class MediaMessageReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 16 };

    /// <summary>Never throws; what cannot be read is <see cref="MediaEvent.Garbage"/>.</summary>
    /// <param name="knownStreamId">The stream's id where it was told, so that it need not be made anew each time.</param>
    public static MediaMessage Read(ReadOnlySpan<byte> utf8, string? knownStreamId)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, Options);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? ReadMembers(ref reader, knownStreamId) : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static MediaMessage ReadMembers(ref Utf8JsonReader reader, string? knownStreamId)
    {
        var message = default(MediaMessage);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("event"u8))
            {
                message.Event = ReadEvent(ref reader);
            }
            else if (reader.ValueTextEquals("stream_id"u8))
            {
                message.StreamId = ReadStreamId(ref reader, knownStreamId);
            }
            else if (reader.ValueTextEquals("media"u8))
            {
                ReadMedia(ref reader, ref message);
            }
            else if (reader.ValueTextEquals("start"u8))
            {
                ReadStart(ref reader, ref message);
            }
            else if (reader.ValueTextEquals("payload"u8))
            {
                ReadComplaint(ref reader, ref message);
            }
            else
            {
                MediaJson.SkipValue(ref reader);
            }
        }

        // Something after the end makes the whole suspect; the reader throws on it.
        reader.Read();
        return message is { Event: MediaEvent.Media, Payload: null } ? default : message;
    }

    private static MediaEvent ReadEvent(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return MediaEvent.Garbage;
        }

        return reader.ValueTextEquals("media"u8) ? MediaEvent.Media
            : reader.ValueTextEquals("connected"u8) ? MediaEvent.Connected
            : reader.ValueTextEquals("start"u8) ? MediaEvent.Start
            : reader.ValueTextEquals("stop"u8) ? MediaEvent.Stop
            : reader.ValueTextEquals("dtmf"u8) ? MediaEvent.Dtmf
            : reader.ValueTextEquals("mark"u8) ? MediaEvent.Mark
            : reader.ValueTextEquals("error"u8) ? MediaEvent.Error
            : MediaEvent.Other;
    }

    private static string? ReadStreamId(ref Utf8JsonReader reader, string? known)
    {
        var look = reader;
        if (known is not null && look.Read() && look.TokenType == JsonTokenType.String && look.ValueTextEquals(known))
        {
            reader = look;
            return known;
        }

        return MediaJson.Text(ref reader);
    }

    private static void ReadMedia(ref Utf8JsonReader reader, ref MediaMessage message)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("payload"u8))
            {
                message.Payload = ReadPayload(ref reader);
            }
            else if (reader.ValueTextEquals("chunk"u8))
            {
                message.Chunk = MediaJson.Number(ref reader);
            }
            else if (reader.ValueTextEquals("timestamp"u8))
            {
                message.Timestamp = MediaJson.Number(ref reader);
            }
            else if (reader.ValueTextEquals("track"u8))
            {
                reader.Read();
                message.IsOutbound = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("outbound"u8);
                reader.Skip();
            }
            else
            {
                MediaJson.SkipValue(ref reader);
            }
        }
    }

    private static byte[]? ReadPayload(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        return reader.TryGetBytesFromBase64(out var payload) ? payload : null;
    }

    private static void ReadStart(ref Utf8JsonReader reader, ref MediaMessage message)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("call_control_id"u8))
            {
                message.CallControlId = MediaJson.Text(ref reader);
            }
            else if (reader.ValueTextEquals("media_format"u8))
            {
                reader.Read();
                message.Format = MediaFormatReader.Read(ref reader);
            }
            else
            {
                MediaJson.SkipValue(ref reader);
            }
        }
    }

    private static void ReadComplaint(ref Utf8JsonReader reader, ref MediaMessage message)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("code"u8))
            {
                message.Complaint.Code = MediaJson.Number(ref reader);
            }
            else if (reader.ValueTextEquals("title"u8))
            {
                message.Complaint.Title = MediaJson.Text(ref reader);
            }
            else
            {
                MediaJson.SkipValue(ref reader);
            }
        }
    }
}
