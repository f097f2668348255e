using System.Text.Json;

namespace FleetActors.Support;

/// <summary>What the tests look at in an HTTP answer.</summary>
internal sealed record Answer(int Status, string? ContentType, JsonElement Body, HttpResponseMessage Response)
{
    /// <summary>The <c>error</c> member of problem details.</summary>
    public string? Error => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("error", out var error) ? error.GetString() : null;

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync();
        var body = bytes.Length == 0 ? default : JsonDocument.Parse(bytes).RootElement;
        return new Answer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, body, response);
    }
}

internal static class ClientExtensions
{
    public static async Task<Answer> SendAsync(
        this HttpClient client, string method, string path, string? body = null, string? contentType = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
            if (contentType is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            }
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue(name);
        }

        return await Answer.ReadAsync(await client.SendAsync(request));
    }
}
