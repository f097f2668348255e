using System.Text.Json.Nodes;

namespace FleetActors.Sandbox;

/// <summary><c>GET /sandbox/conferences</c>: who is in which conference, by number; the newest first.</summary>
internal static class ConferenceEndpoints
{
    private const int Most = 200;

    public static void MapConferences(this IEndpointRouteBuilder endpoints, TelnyxSandbox sandbox) =>
        endpoints.MapGet("/sandbox/conferences", () => List(sandbox.Exchange));

    private static IResult List(Exchange exchange) => SandboxJson.Result(
        exchange.World.Enter(() => new JsonObject
        {
            ["conferences"] = new JsonArray(
                [.. exchange.Conferences.All.OrderByDescending(static conference => conference.CreatedAt).Take(Most).Select(Of)]),
        }));

    private static JsonObject Of(Conference conference) => new()
    {
        ["id"] = conference.Id,
        ["name"] = conference.Name,
        ["status"] = conference.Status,
        ["created_at"] = Identifiers.Iso(conference.CreatedAt),
        ["end_reason"] = conference.EndReason,
        ["participants"] = new JsonArray([.. conference.Participants.Select(static participant => new JsonObject
        {
            ["number"] = participant.Leg.Phone.Number,
            ["call_control_id"] = participant.Leg.ControlId,
            ["status"] = participant.LeftAt is null ? "joined" : "left",
        })]),
    };
}
