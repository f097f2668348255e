using System.Globalization;
using System.Text.Json.Nodes;
using FleetActors.FleetSim.Server;

namespace FleetActors.FleetSim.Demo;

/// <summary>One line of an alert's timeline.</summary>
internal sealed record TimelineLine(DateTimeOffset At, string Actor, string Text);

/// <summary>An alert as the API shows it.</summary>
/// <param name="AnsweredBy">Who acknowledged it and how, or null.</param>
internal sealed record DemoAlert(
    string Id, string Status, string Severity, string Briefing, string? AnsweredBy, DateTimeOffset CreatedAt, IReadOnlyList<TimelineLine> Timeline)
{
    public static async Task<DemoAlert> GetAsync(FleetApi api, string id, CancellationToken cancellationToken)
    {
        var alert = await api.GetAsync($"/api/v1/alerts/{id}", cancellationToken);
        return new DemoAlert(
            id,
            (string)alert["status"]!,
            (string)alert["severity"]!,
            (string)alert["briefing"]!,
            alert["acknowledged"] is { } by ? $"{by["by"]} ({by["via"]})" : null,
            Time(alert["created_at"]),
            [.. alert["timeline"]!.AsArray().Select(Line)]);
    }

    public override string ToString() => $"{Severity} alert {Id}, {Status}";

    private static TimelineLine Line(JsonNode? entry) => new(Time(entry!["at"]), (string)entry["actor"]!, (string)entry["text"]!);

    private static DateTimeOffset Time(JsonNode? text) => DateTimeOffset.Parse((string)text!, CultureInfo.InvariantCulture);
}
