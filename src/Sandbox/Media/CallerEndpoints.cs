using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;

namespace FleetActors.Sandbox;

/// <summary><c>/sandbox/calls</c>: somebody calls in with a voice.</summary>
internal static class CallerEndpoints
{
    /// <summary>The longest body, in bytes: about 12 minutes of sound in base64.</summary>
    public const int Longest = 16 << 20;

    public static void MapCallers(this IEndpointRouteBuilder endpoints, TelnyxSandbox sandbox)
    {
        var callers = endpoints.MapGroup("/sandbox/calls");
        callers.MapPost("", (HttpRequest request) => CallAsync(sandbox, request)).WithMetadata(new BodyLimit(Longest));
        callers.MapGet("/{id}", (string id) => Show(sandbox.Exchange, id));
    }

    private static async Task<IResult> CallAsync(TelnyxSandbox sandbox, HttpRequest request)
    {
        if (await JsonBody.ReadAsync(request, Longest) is not { } bytes)
        {
            return SandboxProblem.Of(StatusCodes.Status413PayloadTooLarge, $"The body is longer than {Longest} bytes.");
        }

        var body = JsonBody.Parse(bytes, out var unreadable);
        if (unreadable is not null)
        {
            return SandboxProblem.Of(StatusCodes.Status400BadRequest, unreadable);
        }

        if (CallerRequest.Read(body, out var problem) is not { } call)
        {
            return SandboxProblem.Of(StatusCodes.Status422UnprocessableEntity, problem);
        }

        var exchange = sandbox.Exchange;
        var shown = exchange.World.Enter(() => Json(exchange.Callers.Call(call.From, call.To, call.Voice)));
        return Results.Bytes(SandboxJson.Bytes(shown), "application/json");
    }

    private static IResult Show(Exchange exchange, string id) =>
        exchange.World.Enter(() => exchange.Callers.Find(id) is { } leg ? Json(leg) : null) is { } shown
            ? SandboxJson.Result(shown)
            : SandboxProblem.Of(StatusCodes.Status404NotFound, "The sandbox knows no such call.");

    private static JsonObject Json(Leg leg) => new()
    {
        ["call_control_id"] = leg.ControlId,
        ["call_session_id"] = leg.SessionId,
        ["from"] = leg.From,
        ["to"] = leg.To,
        ["state"] = leg.State switch { LegState.Ringing => "ringing", LegState.Answered => "answered", _ => "ended" },
        ["hangup_cause"] = leg.Hangup?.Cause,
        ["duration_ms"] = (long)leg.Line.Duration.TotalMilliseconds,
        ["streaming"] = leg.Stream is not null,
        ["sent_ms"] = leg.Media.SentMs,
        ["frames"] = leg.Media.Frames,
        ["connections"] = leg.Media.Connections,
    };
}

/// <summary>Lets a body be longer than the host's limit.</summary>
internal sealed class BodyLimit(long bytes) : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => bytes;
}
