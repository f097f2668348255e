using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FleetActors.Http;

/// <summary>Reads a small JSON object from a request by hand, so that every fault has its own answer.</summary>
internal static class JsonBody
{
    /// <summary>
    /// The body as a JSON object; an empty body counts as <c>{}</c>. Exactly one of the two results is set.
    /// Texts in it are sound: <see cref="JsonElement.GetString"/> will not throw for them.
    /// </summary>
    public static async ValueTask<(JsonElement? Body, ProblemHttpResult? Problem)> ReadObjectAsync(
        HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        var bytes = await RequestBody.ReadAsync(request, limit, cancellationToken);
        if (bytes is null)
        {
            return (null, Problems.TooLarge("too large", $"The body may have at most {limit} bytes."));
        }

        try
        {
            var body = bytes.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) < 0 ? Parse("{}"u8) : Parse(bytes);
            return body.ValueKind == JsonValueKind.Object ? (body, null) : (null, Problems.Unprocessable("body", "must be a JSON object"));
        }
        catch (JsonException broken)
        {
            return (null, Problems.BadRequest("invalid JSON", broken.Message));
        }
    }

    /// <summary>Parses one JSON value.</summary>
    /// <exception cref="JsonException">Not UTF-8, not JSON, too deep, or a text holds half of a surrogate pair.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        json = json.StartsWith("\uFEFF"u8) ? json[3..] : json;
        if (!Utf8.IsValid(json))
        {
            throw new JsonException("The body is not UTF-8.");
        }

        var check = new Utf8JsonReader(json, FrontJson.Reader);
        while (check.Read())
        {
            JsonText.Check(ref check);
        }

        var reader = new Utf8JsonReader(json, FrontJson.Reader);
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>A text member: null when absent, null or blank; a problem when it is no text, too long or holds control characters.</summary>
    public static ProblemHttpResult? Text(JsonElement body, string name, int maxLength, bool lines, out string? text)
    {
        text = null;
        if (!body.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (member.ValueKind != JsonValueKind.String)
        {
            return Problems.Unprocessable(name, "must be a text");
        }

        var value = member.GetString()!.Trim();
        if (value.Length > maxLength)
        {
            return Problems.Unprocessable(name, $"must have at most {maxLength} characters");
        }

        if (value.Any(c => char.IsControl(c) && !(lines && c is '\n' or '\r' or '\t')))
        {
            return Problems.Unprocessable(name, "must not hold control characters");
        }

        text = value.Length == 0 ? null : value;
        return null;
    }
}
