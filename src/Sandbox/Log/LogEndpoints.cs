using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FleetActors.Sandbox;

/// <summary><c>GET /sandbox/log</c>: every command received and every webhook attempt, for tests and demos to count.</summary>
internal static class LogEndpoints
{
    private const int DefaultPage = 100;
    private const int LargestPage = 1000;

    public static void MapLog(this IEndpointRouteBuilder endpoints, TelnyxSandbox sandbox) =>
        endpoints.MapGet("/sandbox/log", (HttpRequest request) => Read(sandbox.Exchange.Log, request.Query));

    /// <summary><c>after</c> (a <c>next</c> given before), <c>limit</c>, <c>kind</c> = <c>command</c> or <c>webhook</c>.</summary>
    private static IResult Read(SandboxLog log, IQueryCollection query)
    {
        var kind = query["kind"].ToString();
        if (!TryRead(query["after"], 0, out var after) || after < 0
            || !TryRead(query["limit"], DefaultPage, out var limit) || limit is < 1 or > LargestPage
            || kind is not ("" or "command" or "webhook"))
        {
            return SandboxProblem.Of(
                StatusCodes.Status422UnprocessableEntity, $"'after' must be 0 or more, 'limit' 1 to {LargestPage}, 'kind' command or webhook.");
        }

        var page = log.Read(after, (int)limit, entry => kind.Length == 0 || entry.IsWebhook == (kind == "webhook"));
        var json = new JsonObject
        {
            ["entries"] = new JsonArray([.. page.Entries.Select(static entry => Of(entry.Number, entry.Entry))]),
            ["next"] = page.Next,
            ["oldest"] = page.Oldest,
            ["counts"] = new JsonObject(page.Counts.Select(static count => KeyValuePair.Create(count.Key, (JsonNode?)count.Value))),
        };
        return SandboxJson.Result(json);
    }

    private static JsonObject Of(long number, LogEntry entry)
    {
        var json = new JsonObject
        {
            ["number"] = number,
            ["at"] = Identifiers.Iso(entry.At),
            ["kind"] = entry.IsWebhook ? "webhook" : "command",
        };
        if (entry.IsWebhook)
        {
            json["event_type"] = entry.EventType;
            json["id"] = entry.EventId;
            json["url"] = entry.Target;
            json["attempt"] = entry.Attempt;
            json["outcome"] = entry.Outcome;
        }
        else
        {
            json["method"] = entry.Method;
            json["path"] = entry.Target;
            json["status"] = int.Parse(entry.Outcome, CultureInfo.InvariantCulture);
            json["duplicate"] = entry.Duplicate;
            json["fault"] = entry.Fault;
        }

        json["body"] = Body(entry.Body);
        return json;
    }

    // What was no JSON, or had to be cut, is shown as the text it was.
    private static JsonNode? Body(string? body)
    {
        try
        {
            return body is null ? null : JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return body;
        }
    }

    private static bool TryRead(string? text, long absent, out long value)
    {
        value = absent;
        return string.IsNullOrEmpty(text) || long.TryParse(text, CultureInfo.InvariantCulture, out value);
    }
}
