using System.Globalization;
using System.Text.Json.Nodes;
using FleetActors.FleetSim.Server;

namespace FleetActors.FleetSim.Trial;

/// <summary>What the server says it has.</summary>
internal static class ServerLists
{
    private const int Page = 500;

    /// <summary>Every alert of the trial.</summary>
    /// <exception cref="ServerFailureException">The server does not answer.</exception>
    public static async Task<IReadOnlyList<ListedAlert>> AlertsAsync(FleetApi server, CancellationToken cancellationToken)
    {
        var listed = new List<ListedAlert>();
        string? next = null;
        do
        {
            var before = next is null ? "" : $"&before={Uri.EscapeDataString(next)}";
            var page = await server.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/alerts?fleet_id={TrialScript.Fleet}&limit={Page}{before}"), cancellationToken);
            listed.AddRange(page["alerts"]!.AsArray().Select(alert => Read(alert!)));
            next = (string?)page["next"];
        }
        while (next is not null);

        return listed;
    }

    private static ListedAlert Read(JsonNode alert) => new(
        (string)alert["dedup_key"]!,
        (string)alert["alert_id"]!,
        Instant(alert["created_at"]!),
        alert["acknowledged"] is { } acknowledged ? Instant(acknowledged["at"]!) : null);

    private static DateTimeOffset Instant(JsonNode text) => DateTimeOffset.Parse((string)text!, CultureInfo.InvariantCulture);
}
