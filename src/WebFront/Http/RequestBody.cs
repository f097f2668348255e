using System.Buffers;

namespace FleetActors.Http;

/// <summary>Reads a whole request body, bounded.</summary>
internal static class RequestBody
{
    /// <summary>The body's bytes, or null when there are more than <paramref name="limit"/>.</summary>
    public static async ValueTask<byte[]?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            return TooLarge(request);
        }

        var reader = request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            if (buffer.Length > limit)
            {
                reader.AdvanceTo(buffer.End);
                return TooLarge(request);
            }

            if (result.IsCompleted)
            {
                var bytes = buffer.ToArray();
                reader.AdvanceTo(buffer.End);
                return bytes;
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private static byte[]? TooLarge(HttpRequest request)
    {
        // The rest of the body is still coming; a client that reused the connection would lose its next request with it.
        request.HttpContext.Response.Headers.Connection = "close";
        return null;
    }
}
