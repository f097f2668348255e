using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace FleetActors.Http;

/// <summary>Reads a whole request body, bounded.</summary>
internal static class RequestBody
{
    private const long MostDrained = 8 * 1024 * 1024;

    /// <summary>The body's bytes, or null when there are more than <paramref name="limit"/>.</summary>
    public static async ValueTask<byte[]?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            return await RefuseAsync(request, cancellationToken);
        }

        var reader = request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            if (buffer.Length > limit)
            {
                reader.AdvanceTo(buffer.End);
                return await RefuseAsync(request, cancellationToken);
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

    /// <summary>
    /// Takes in the rest before the refusal is sent, as far as that is bearable: a client that is still sending when the connection closes sees a broken connection
    /// instead of the refusal.
    /// </summary>
    private static async ValueTask<byte[]?> RefuseAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MostDrained;
        }

        if (request.ContentLength > MostDrained || !await IsDrainedAsync(request.BodyReader, cancellationToken))
        {
            // A client that reused the connection would lose its next request with what is still coming.
            request.HttpContext.Response.Headers.Connection = "close";
        }

        return null;
    }

    private static async ValueTask<bool> IsDrainedAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        long drained = 0;
        try
        {
            while (drained < MostDrained)
            {
                var result = await reader.ReadAsync(cancellationToken);
                drained += result.Buffer.Length;
                reader.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted)
                {
                    return true;
                }
            }
        }
        catch (BadHttpRequestException)
        {
            // It is too slow, or more than was bearable.
        }

        return false;
    }
}
