using FleetActors.Http;
using FleetActors.OpenApi;
using FleetActors.Time;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FleetActors.Alerts;

/// <summary>What people do to an alert over the API. Each answers with the alert's status after it; a repeat changes nothing.</summary>
internal static class AlertActions
{
    public static void MapAlertActions(this IEndpointRouteBuilder alert)
    {
        alert.MapPost("/acknowledge", AcknowledgeAsync).DescribeBody<ActionBody>();
        alert.MapPost("/escalate", EscalateAsync).DescribeBody<ActionBody>();
        alert.MapPost("/snooze", SnoozeAsync).DescribeBody<SnoozeBody>();
        alert.MapPost("/resolve", ResolveAsync).DescribeBody<ActionBody>();
        alert.MapPost("/notes", AddNoteAsync).DescribeBody<ActionBody>();
    }

    public static ProblemHttpResult Unknown() => Problems.NotFound("unknown alert");

    /// <summary>A human answers for it: paging stops.</summary>
    private static Task<Results<Ok<ActionResponse>, ProblemHttpResult>> AcknowledgeAsync(
        string id, HttpContext http, IGrainFactory grains, GrainClock clock, CancellationToken cancellationToken) =>
        ActAsync(id, http, grains, clock, static (alert, request) => alert.AcknowledgeAsync(request.Action), cancellationToken);

    /// <summary>Goes to the policy's next step now.</summary>
    private static Task<Results<Ok<ActionResponse>, ProblemHttpResult>> EscalateAsync(
        string id, HttpContext http, IGrainFactory grains, GrainClock clock, CancellationToken cancellationToken) =>
        ActAsync(id, http, grains, clock, static (alert, request) => alert.EscalateAsync(request.Action), cancellationToken);

    /// <summary>Pauses paging until a time or for some minutes; then the policy starts over.</summary>
    private static Task<Results<Ok<ActionResponse>, ProblemHttpResult>> SnoozeAsync(
        string id, HttpContext http, IGrainFactory grains, GrainClock clock, CancellationToken cancellationToken) =>
        ActAsync(
            id,
            http,
            grains,
            clock,
            static (alert, request) => request.Until is { } until ? alert.SnoozeAsync(request.Action, until) : null,
            cancellationToken,
            missing: "until");

    /// <summary>Ends it.</summary>
    private static Task<Results<Ok<ActionResponse>, ProblemHttpResult>> ResolveAsync(
        string id, HttpContext http, IGrainFactory grains, GrainClock clock, CancellationToken cancellationToken) =>
        ActAsync(id, http, grains, clock, static (alert, request) => alert.ResolveAsync(request.Action), cancellationToken);

    /// <summary>Adds a note to the timeline.</summary>
    private static Task<Results<Ok<ActionResponse>, ProblemHttpResult>> AddNoteAsync(
        string id, HttpContext http, IGrainFactory grains, GrainClock clock, CancellationToken cancellationToken) =>
        ActAsync(
            id,
            http,
            grains,
            clock,
            static (alert, request) => request.Note is null ? null : alert.AddNoteAsync(request.Action),
            cancellationToken,
            missing: "note");

    /// <param name="act">Null when the request lacks the member named by <paramref name="missing"/>.</param>
    private static async Task<Results<Ok<ActionResponse>, ProblemHttpResult>> ActAsync(
        string id,
        HttpContext http,
        IGrainFactory grains,
        GrainClock clock,
        Func<IAlertGrain, ActionRequest, Task<ActionResult>?> act,
        CancellationToken cancellationToken,
        string missing = "")
    {
        if (!AlertId.IsWellFormed(id))
        {
            return Unknown();
        }

        var (request, problem) = await ActionRequest.ReadAsync(http, clock.UtcNow, cancellationToken);
        if (request is null)
        {
            return problem!;
        }

        if (act(grains.GetGrain<IAlertGrain>(id), request) is not { } acting)
        {
            return Problems.Unprocessable(missing, "is needed");
        }

        var result = await acting;
        return result.Outcome switch
        {
            ActionOutcome.Done or ActionOutcome.Already =>
                TypedResults.Ok(new ActionResponse(id, result.Status.Word(), result.Outcome == ActionOutcome.Done)),
            ActionOutcome.NotFound => Unknown(),
            ActionOutcome.Refused => Problems.Conflict(result.Reason ?? "refused", $"The alert is {result.Status.Word()}."),
            _ => throw new InvalidOperationException($"Alert {id} answered an action with {result.Outcome}."),
        };
    }
}
