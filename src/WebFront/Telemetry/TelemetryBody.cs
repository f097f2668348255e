using System.Buffers;

namespace FleetActors.Telemetry;

/// <summary>What reading a body led to.</summary>
/// <param name="TooLarge">It has more bytes than are taken; the fault means nothing then.</param>
internal readonly record struct TelemetryBodyResult(TelemetryFault Fault, bool TooLarge);

/// <summary>Reads a body whole and parses it, in place when it lies in one piece.</summary>
internal static class TelemetryBody
{
    public static async ValueTask<TelemetryBodyResult> ReadAsync(
        HttpRequest request, TelemetryParser parser, int maxBytes, TelemetryMessage message, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes)
        {
            return new TelemetryBodyResult(default, TooLarge: true);
        }

        var body = request.BodyReader;
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            if (read.Buffer.Length > maxBytes)
            {
                body.AdvanceTo(read.Buffer.End);
                return new TelemetryBodyResult(default, TooLarge: true);
            }

            if (read.IsCompleted)
            {
                var fault = Parse(read.Buffer, parser, IsDeclaredLines(request.ContentType), message);
                body.AdvanceTo(read.Buffer.End);
                return new TelemetryBodyResult(fault, TooLarge: false);
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static TelemetryFault Parse(ReadOnlySequence<byte> body, TelemetryParser parser, bool lines, TelemetryMessage message)
    {
        if (body.IsSingleSegment)
        {
            return parser.Parse(body.FirstSpan, lines, message);
        }

        // A reader over one span is so much faster than one over many that copying is worth it.
        var length = (int)body.Length;
        var copy = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            body.CopyTo(copy);
            return parser.Parse(copy.AsSpan(0, length), lines, message);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }

    private static bool IsDeclaredLines(string? contentType)
    {
        if (contentType is null || contentType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var type = contentType.AsSpan();
        var end = type.IndexOf(';');
        type = (end < 0 ? type : type[..end]).Trim();
        return type.EndsWith("ndjson", StringComparison.OrdinalIgnoreCase) || type.EndsWith("jsonl", StringComparison.OrdinalIgnoreCase);
    }
}
