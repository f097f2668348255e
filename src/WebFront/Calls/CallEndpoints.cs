using FleetActors.Dispatch;
using FleetActors.Http;
using FleetActors.OpenApi;
using FleetActors.Pages;
using FleetActors.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FleetActors.Calls;

/// <summary>Looking at emergency calls, live and past, and listening to them.</summary>
internal static class CallEndpoints
{
    public static IEndpointRouteBuilder MapCalls(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/debug/live_calls", LiveAsync).RequireAuthorization(Roles.Operator).WithTags("calls");
        var calls = routes.MapGroup("/api/v1/calls").RequireAuthorization(Roles.Operator).WithTags("calls");
        calls.MapGet("", ListAsync).DescribeQuery(CallListQuery.Parameters);
        calls.MapGet("/{id}", GetAsync);
        calls.MapGet("/{id}/recording", RecordingAsync);
        return routes.MapCallPageFiles();
    }

    public static ProblemHttpResult Unknown() => Problems.NotFound("unknown call");

    /// <summary>Calls that ring or talk, and those that ended less than five minutes ago; oldest first. A browser gets a page.</summary>
    private static async Task<Results<Ok<LiveCallResponse[]>, ContentHttpResult>> LiveAsync(HttpContext http, IGrainFactory grains)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Vary = "Accept";
        var calls = await grains.GetGrain<ICallDirectoryGrain>(0).LiveAsync();
        var answer = calls.Select(CallMapping.ToLive).ToArray();
        return http.Request.WantsPage() ? PageRequest.Page(CallPages.Live(answer)) : TypedResults.Ok(answer);
    }

    /// <summary>Lists calls, newest first.</summary>
    private static async Task<Results<Ok<CallListResponse>, ProblemHttpResult>> ListAsync(HttpContext http, IGrainFactory grains)
    {
        var (query, problem) = CallListQuery.Read(http.Request.Query);
        if (query is null)
        {
            return problem!;
        }

        http.Response.Headers.CacheControl = "no-store";
        var page = await grains.GetGrain<ICallDirectoryGrain>(0).ListAsync(query);
        return TypedResults.Ok(new CallListResponse([.. page.Calls.Select(CallMapping.ToLive)], page.Total, page.Next));
    }

    /// <summary>One call with transcript, curve, reasons, timeline and, once it is over, its packet.</summary>
    private static async Task<Results<Ok<CallResponse>, ProblemHttpResult>> GetAsync(string id, HttpResponse response, IGrainFactory grains)
    {
        if (!CallId.IsWellFormed(id) || await grains.Call(id).GetAsync() is not { } call)
        {
            return Unknown();
        }

        response.Headers.CacheControl = "no-store";
        var packet = call.HasPacket ? await grains.Call(id).GetPacketAsync() : null;
        var entry = packet is null ? null : await grains.GetGrain<IDispatchQueueGrain>(IDispatchQueueGrain.DefaultQueue).FindAsync(id);
        return TypedResults.Ok(call.ToResponse(packet, entry?.Priority ?? 0));
    }

    /// <summary>The recording as a WAV file; parts of it by range. While the caller speaks it is as long as it is at that moment.</summary>
    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> RecordingAsync(
        string id, IRecordingStore recordings, CancellationToken cancellationToken)
    {
        if (!CallId.IsWellFormed(id))
        {
            return Unknown();
        }

        try
        {
            return await recordings.OpenReadAsync(id, cancellationToken) is { } recording
                ? TypedResults.Stream(recording, "audio/wav", enableRangeProcessing: true)
                : Problems.NotFound("no recording", "There is no recording of this call.");
        }
        catch (RecordingException failure)
        {
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "recording unavailable", failure.Message);
        }
    }
}
