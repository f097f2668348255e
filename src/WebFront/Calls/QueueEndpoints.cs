using System.Text.Json;
using FleetActors.Dispatch;
using FleetActors.Http;
using FleetActors.OnCall;
using FleetActors.OpenApi;
using FleetActors.Pages;
using FleetActors.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace FleetActors.Calls;

/// <summary>The dispatch queue: what waits, who takes it, how it ends, and speaking with the caller.</summary>
internal static class QueueEndpoints
{
    private const int MaxBytes = 16 * 1024;
    private const int MaxName = 200;
    private const int MaxNote = 4000;
    private const int AtOnce = 32;

    public static IEndpointRouteBuilder MapDispatchQueue(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/debug/list_queue", ListWholeAsync).RequireAuthorization(Roles.Operator).WithTags("queue");
        var queue = routes.MapGroup("/api/v1/queue").RequireAuthorization(Roles.Operator).WithTags("queue");
        queue.MapGet("", ListAsync).DescribeQuery(("closed", "true: the last closed entries too"));
        queue.MapPost("/{id}/claim", ClaimAsync).DescribeBody<ClaimBody>();
        queue.MapPost("/{id}/close", CloseAsync).DescribeBody<CloseBody>();
        queue.MapPost("/{id}/join", JoinAsync).DescribeBody<JoinBody>();
        return routes;
    }

    /// <summary>Finished calls in the order of their urgency, each with its whole packet (S1-50). A browser gets a page.</summary>
    private static async Task<Results<Ok<QueueEntryResponse[]>, ContentHttpResult>> ListWholeAsync(HttpContext http, IGrainFactory grains)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Vary = "Accept";
        var entries = await Queue(grains).ListAsync(withClosed: false);
        var answers = new List<QueueEntryResponse>(entries.Length);
        foreach (var some in entries.Chunk(AtOnce))
        {
            var packets = await Task.WhenAll(some.Select(entry => grains.Call(entry.Ticket.CallId).GetPacketAsync()));
            answers.AddRange(some.Zip(packets, static (entry, packet) => entry.ToResponse(packet)));
        }

        return http.Request.WantsPage() ? PageRequest.Page(CallPages.Queue(answers)) : TypedResults.Ok(answers.ToArray());
    }

    /// <summary>Calls on the line, and finished ones in the order of their urgency.</summary>
    private static async Task<Ok<QueueResponse>> ListAsync(HttpContext http, IGrainFactory grains)
    {
        http.Response.Headers.CacheControl = "no-store";
        var withClosed = string.Equals(http.Request.Query["closed"], "true", StringComparison.OrdinalIgnoreCase);
        var live = await grains.GetGrain<ICallDirectoryGrain>(0).LiveAsync();
        var entries = await Queue(grains).ListAsync(withClosed);
        return TypedResults.Ok(new QueueResponse(
            [.. live.Where(static call => call.Status == CallStatus.Active).Select(CallMapping.ToQueueEntry)],
            [.. entries.Select(static entry => entry.ToResponse())]));
    }

    /// <summary>A dispatcher takes an entry. The first one has it; others get 409.</summary>
    private static async Task<Results<Ok<CallActionResponse>, ProblemHttpResult>> ClaimAsync(
        string id, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var (body, by, problem) = await ReadAsync(http, cancellationToken);
        return problem ?? await ActAsync(id, "IN_PROGRESS", () => Queue(grains).ClaimAsync(id, by!));
    }

    /// <summary>Ends an entry as <c>resolved</c> (default) or <c>cancelled</c>.</summary>
    private static async Task<Results<Ok<CallActionResponse>, ProblemHttpResult>> CloseAsync(
        string id, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var (body, by, problem) = await ReadAsync(http, cancellationToken);
        if (problem is not null
            || (problem = JsonBody.Text(body, "outcome", MaxName, lines: false, out var outcome)) is not null
            || (problem = JsonBody.Text(body, "note", MaxNote, lines: true, out var note)) is not null)
        {
            return problem;
        }

        var status = outcome is null ? PacketStatus.Resolved : CallWords.Status(outcome);
        return status is PacketStatus.Resolved or PacketStatus.Cancelled
            ? await ActAsync(id, status.Word(), () => Queue(grains).CloseAsync(new CloseEntry(id, by!, status, note)))
            : Problems.Unprocessable("outcome", "must be resolved or cancelled");
    }

    /// <summary>Phones a dispatcher and brings them into the live call. Without a number it is the dispatcher's of the settings.</summary>
    private static async Task<Results<Ok<CallActionResponse>, ProblemHttpResult>> JoinAsync(
        string id, HttpContext http, IGrainFactory grains, IOptions<OnCallOptions> onCall, CancellationToken cancellationToken)
    {
        var (body, by, problem) = await ReadAsync(http, cancellationToken);
        if (problem is not null || (problem = JsonBody.Text(body, "number", MaxName, lines: false, out var number)) is not null)
        {
            return problem;
        }

        number ??= onCall.Value.DispatcherNumber;
        return E164.IsWellFormed(number)
            ? await ActAsync(id, "DIALING", () => grains.Call(id).JoinAsync(new JoinCall(by!, number!)))
            : Problems.Unprocessable("number", "must be a number with + and country code, such as +15550100001");
    }

    private static IDispatchQueueGrain Queue(IGrainFactory grains) => grains.GetGrain<IDispatchQueueGrain>(IDispatchQueueGrain.DefaultQueue);

    private static async Task<Results<Ok<CallActionResponse>, ProblemHttpResult>> ActAsync(string id, string status, Func<Task<CallActionResult>> act)
    {
        if (!CallId.IsWellFormed(id))
        {
            return CallEndpoints.Unknown();
        }

        var result = await act();
        return result.Outcome switch
        {
            CallActionOutcome.Done => TypedResults.Ok(new CallActionResponse(id, status)),
            CallActionOutcome.NotFound => CallEndpoints.Unknown(),
            CallActionOutcome.Refused => Problems.Conflict(result.Reason ?? "refused"),
            _ => throw new InvalidOperationException($"Call {id} answered an action with {result.Outcome}."),
        };
    }

    /// <summary>Who acts: the member <c>by</c>, else the name of the key.</summary>
    private static async ValueTask<(JsonElement Body, string? By, ProblemHttpResult? Problem)> ReadAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var (body, problem) = await JsonBody.ReadObjectAsync(http.Request, MaxBytes, cancellationToken);
        if (body is not { } read)
        {
            return (default, null, problem);
        }

        if (JsonBody.Text(read, "by", MaxName, lines: false, out var by) is { } badName)
        {
            return (default, null, badName);
        }

        by ??= http.User.Identity?.Name;
        return by is null ? (default, null, Problems.Unprocessable("by", "must say who acts")) : (read, by, null);
    }
}

/// <summary>Who takes it.</summary>
internal sealed record ClaimBody(string By);

/// <summary>How it ends.</summary>
/// <param name="Outcome"><c>resolved</c> (default) or <c>cancelled</c>.</param>
internal sealed record CloseBody(string By, string? Outcome, string? Note);

/// <summary>Who joins, and on which phone.</summary>
/// <param name="Number">E.164; without it the dispatcher's number of the settings.</param>
internal sealed record JoinBody(string By, string? Number);
