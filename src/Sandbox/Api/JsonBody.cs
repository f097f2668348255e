using System.Text.Json;
using System.Text.Unicode;

namespace FleetActors.Sandbox;

/// <summary>Reads request bodies so that nothing later can stumble over their text.</summary>
internal static class JsonBody
{
    /// <summary>The longest body taken, in bytes.</summary>
    public const int Longest = 1 << 20;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <summary>Parses a JSON object; an empty body is an empty object.</summary>
    /// <param name="problem">Why it could not be read; null on success.</param>
    public static JsonElement Parse(ReadOnlyMemory<byte> body, out string? problem)
    {
        problem = null;
        if (body.IsEmpty)
        {
            return Empty;
        }

        if (!Utf8.IsValid(body.Span))
        {
            problem = "The body is not UTF-8.";
            return Empty;
        }

        try
        {
            var root = JsonDocument.Parse(body, Options).RootElement;
            problem = root.ValueKind != JsonValueKind.Object ? "The body must be a JSON object."
                : MayHoldHalfCharacters(body.Span) && !IsReadable(root) ? "The body holds an incomplete character."
                : null;
            return root;
        }
        catch (JsonException)
        {
            problem = "The body is not valid JSON.";
            return Empty;
        }
    }

    /// <summary>Reads a whole request body; null when it is longer than allowed.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int longest = Longest)
    {
        if (request.ContentLength > longest)
        {
            return null;
        }

        using var buffer = new MemoryStream((int)(request.ContentLength ?? 1024));
        var chunk = new byte[8192];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted)) > 0)
        {
            if (buffer.Length + read > longest)
            {
                return null;
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    private static JsonElement Empty { get; } = JsonDocument.Parse("{}").RootElement;

    // Half of a surrogate pair is legal JSON, but reading it as a string throws.
    private static bool MayHoldHalfCharacters(ReadOnlySpan<byte> body) => body.IndexOf("\\uD"u8) >= 0 || body.IndexOf("\\ud"u8) >= 0;

    private static bool IsReadable(JsonElement element)
    {
        try
        {
            Walk(element);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static void Walk(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Walk(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    Walk(property.Value);
                }

                break;
        }
    }
}
