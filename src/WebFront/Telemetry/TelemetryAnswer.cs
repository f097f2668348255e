using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using FleetActors.Devices;

namespace FleetActors.Telemetry;

/// <summary>
/// Writes <c>{accepted, rejected: [{index, error}], alerts: [id]}</c>, with <c>late</c>, <c>repeated</c> and <c>notes: [{index, note}]</c> when there is
/// something to say.
/// </summary>
internal static class TelemetryAnswer
{
    private const int RoomForANumber = 16;

    private static ReadOnlySpan<byte> QuietStart => "{\"accepted\":"u8;

    private static ReadOnlySpan<byte> QuietEnd => ",\"rejected\":[],\"alerts\":[]}"u8;

    /// <summary>Readings were taken: 202.</summary>
    public static Task AcceptAsync(HttpResponse response, TelemetryTally tally)
    {
        response.StatusCode = StatusCodes.Status202Accepted;
        response.ContentType = "application/json";
        if (!tally.IsQuiet)
        {
            return WriteAsync(response, json => WriteTally(json, tally));
        }

        var text = response.BodyWriter.GetSpan(QuietStart.Length + RoomForANumber + QuietEnd.Length);
        QuietStart.CopyTo(text);
        Utf8Formatter.TryFormat(tally.Accepted, text[QuietStart.Length..], out var digits);
        QuietEnd.CopyTo(text[(QuietStart.Length + digits)..]);
        var length = QuietStart.Length + digits + QuietEnd.Length;
        response.ContentLength = length;
        response.BodyWriter.Advance(length);
        return response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted).AsTask();
    }

    /// <summary>No reading was taken: 422, with what is wrong about each.</summary>
    public static Task RefuseAsync(HttpResponse response, TelemetryTally tally)
    {
        response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        response.ContentType = "application/problem+json";
        var error = tally.Rejected.Count == 1 ? tally.Rejected[0].Text : "no reading was accepted";
        return WriteAsync(response, json =>
        {
            json.WriteString("type", "https://tools.ietf.org/html/rfc4918#section-11.2");
            json.WriteString("title", "Unprocessable Entity");
            json.WriteNumber("status", StatusCodes.Status422UnprocessableEntity);
            json.WriteString("detail", error);
            json.WriteString("error", error);
            WriteTally(json, tally);
        });
    }

    private static void WriteTally(Utf8JsonWriter json, TelemetryTally tally)
    {
        json.WriteNumber("accepted", tally.Accepted);
        if (tally.Late > 0)
        {
            json.WriteNumber("late", tally.Late);
        }

        if (tally.Repeated > 0)
        {
            json.WriteNumber("repeated", tally.Repeated);
        }

        WriteRemarks(json, "rejected", "error", tally.Rejected);
        json.WriteStartArray("alerts");
        foreach (var alert in tally.Alerts)
        {
            json.WriteStringValue(alert);
        }

        json.WriteEndArray();
        if (tally.Notes.Count > 0)
        {
            WriteRemarks(json, "notes", "note", tally.Notes);
        }
    }

    private static void WriteRemarks(Utf8JsonWriter json, string name, string textName, List<ItemRemark> remarks)
    {
        json.WriteStartArray(name);
        foreach (var remark in remarks)
        {
            json.WriteStartObject();
            json.WriteNumber("index", remark.Item);
            json.WriteString(textName, remark.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static async Task WriteAsync(HttpResponse response, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        response.ContentLength = buffer.WrittenCount;
        await response.BodyWriter.WriteAsync(buffer.WrittenMemory, response.HttpContext.RequestAborted);
    }
}
