using System.Text.Json.Nodes;

namespace FleetActors.Storage;

/// <summary>What of one JSON text is not in another, by path. More in the other is no difference.</summary>
internal static class JsonDifference
{
    public static IReadOnlyList<string> Lost(string before, string after, params string[] ignored) =>
        [.. Lost(JsonNode.Parse(before), JsonNode.Parse(after), "$").Where(path => !ignored.Any(path.StartsWith))];

    private static IEnumerable<string> Lost(JsonNode? before, JsonNode? after, string path) => (before, after) switch
    {
        (JsonObject had, JsonObject has) => had.SelectMany(member =>
            has.TryGetPropertyValue(member.Key, out var value) ? Lost(member.Value, value, $"{path}.{member.Key}") : [$"{path}.{member.Key}"]),
        (JsonArray had, JsonArray has) when had.Count <= has.Count => had.SelectMany((element, place) => Lost(element, has[place], $"{path}[{place}]")),
        _ => JsonNode.DeepEquals(before, after) ? [] : [path],
    };
}
