using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FleetActors.Bench.Hosting;

/// <summary>
/// What telemetry is compared with: minimal-API endpoints without any middleware that parse the same body, look at every reading's device, metric and
/// value, and answer the same text. One parses as most endpoints would, the other as the most careful one would.
/// </summary>
internal static class BareEndpoints
{
    /// <summary>Parses with <see cref="JsonDocument"/>.</summary>
    public const string DocumentPath = "/bare/document";

    /// <summary>Parses forward only with <see cref="Utf8JsonReader"/>, straight from the connection's buffers.</summary>
    public const string ReaderPath = "/bare/reader";

    public static void MapBare(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(DocumentPath, ParseDocumentAsync);
        routes.MapPost(ReaderPath, ParseForwardAsync);
    }

    private static async Task ParseDocumentAsync(HttpContext context)
    {
        using var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var root = document.RootElement;
        var readings = 0;
        if (root.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in root.EnumerateArray())
            {
                readings += IsReading(item) ? 1 : 0;
            }
        }
        else
        {
            readings = IsReading(root) ? 1 : 0;
        }

        await AnswerAsync(context, readings);
    }

    private static bool IsReading(JsonElement item) =>
        item.GetProperty("device_id").GetString()!.Length > 0
        && item.GetProperty("metric").GetString()!.Length > 0
        && double.IsFinite(item.GetProperty("value").GetDouble());

    private static async Task ParseForwardAsync(HttpContext context)
    {
        var pipe = context.Request.BodyReader;
        var read = await pipe.ReadAsync(context.RequestAborted);
        while (!read.IsCompleted)
        {
            pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await pipe.ReadAsync(context.RequestAborted);
        }

        var readings = Count(read.Buffer);
        pipe.AdvanceTo(read.Buffer.End);
        await AnswerAsync(context, readings);
    }

    private static int Count(ReadOnlySequence<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        var readings = 0;
        var texts = 0;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.String:
                    texts += reader.GetString()!.Length > 0 ? 1 : 0;
                    break;
                case JsonTokenType.Number:
                    readings += double.IsFinite(reader.GetDouble()) && texts > 0 ? 1 : 0;
                    texts = 0;
                    break;
                default:
                    break;
            }
        }

        return readings;
    }

    private static Task AnswerAsync(HttpContext context, int readings)
    {
        context.Response.StatusCode = readings > 0 ? StatusCodes.Status202Accepted : StatusCodes.Status422UnprocessableEntity;
        return context.Response.WriteAsJsonAsync(new BareAnswer(readings, [], []), BareJson.Default.BareAnswer);
    }
}
