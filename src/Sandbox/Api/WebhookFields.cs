using System.Text.Json;

namespace FleetActors.Sandbox;

/// <summary>Reads what Dial, answer and transfer say about webhooks.</summary>
internal static class WebhookFields
{
    private const int MostRetries = 5;
    private const long LongestRetryMs = 60_000;

    /// <summary>The route asked for; <paramref name="current"/> when nothing is said.</summary>
    public static WebhookRoute Read(RequestFields fields, WebhookRoute current)
    {
        var url = fields.HttpUrl("webhook_url");
        OnlyPost(fields, "webhook_url_method");
        OnlyPost(fields, "webhook_urls_method");
        var urls = ReadUrls(fields);
        var retries = ReadRetries(fields);
        return new WebhookRoute(url ?? current.Url, urls ?? current.UrlsByEvent, retries ?? current.RetriesByEvent);
    }

    private static void OnlyPost(RequestFields fields, string name)
    {
        if (fields.Choice(name, null, "POST", "GET") == "GET")
        {
            fields.Refuse(TelnyxError.BadRequest("The sandbox delivers webhooks by POST only.", name));
        }
    }

    private static Dictionary<string, string>? ReadUrls(RequestFields fields)
    {
        if (Map(fields, "webhook_urls") is not { } map)
        {
            return null;
        }

        var urls = new Dictionary<string, string>();
        foreach (var entry in map.EnumerateObject())
        {
            if (entry.Value.ValueKind == JsonValueKind.String && WebhookAddress.IsValid(entry.Value.GetString()))
            {
                urls[entry.Name] = entry.Value.GetString()!;
            }
            else
            {
                fields.Refuse(TelnyxError.BadUrl("webhook_urls"));
            }
        }

        return urls;
    }

    private static Dictionary<string, IReadOnlyList<TimeSpan>>? ReadRetries(RequestFields fields)
    {
        if (Map(fields, "webhook_retries_policies") is not { } map)
        {
            return null;
        }

        var retries = new Dictionary<string, IReadOnlyList<TimeSpan>>();
        foreach (var entry in map.EnumerateObject())
        {
            if (Delays(entry.Value) is { } delays)
            {
                retries[entry.Name] = delays;
            }
            else
            {
                fields.Refuse(TelnyxError.BadRequest(
                    $"A retry policy is {{\"retries_ms\":[...]}} with at most {MostRetries} entries and {LongestRetryMs} ms in all.",
                    "webhook_retries_policies"));
            }
        }

        return retries;
    }

    private static List<TimeSpan>? Delays(JsonElement policy)
    {
        if (policy.ValueKind != JsonValueKind.Object || !policy.TryGetProperty("retries_ms", out var list)
            || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MostRetries)
        {
            return null;
        }

        var delays = new List<TimeSpan>();
        long total = 0;
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt32(out var ms) || ms < 0 || (total += ms) > LongestRetryMs)
            {
                return null;
            }

            delays.Add(TimeSpan.FromMilliseconds(ms));
        }

        return delays;
    }

    private static JsonElement? Map(RequestFields fields, string name)
    {
        if (fields.Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            fields.Refuse(TelnyxError.WrongType(name, "an object"));
            return null;
        }

        foreach (var entry in value.EnumerateObject())
        {
            if (!CallEventTypes.IsKnown(entry.Name))
            {
                fields.Refuse(new TelnyxError(
                    "90057", $"Invalid call control event type for {name}", $"'{entry.Name}' is not a call control event.", $"/{name}"));
            }
        }

        return value;
    }
}
