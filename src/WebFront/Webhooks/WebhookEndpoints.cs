using System.Text.Json;
using FleetActors.Http;
using FleetActors.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FleetActors.Webhooks;

/// <summary>Where the telephone provider reports. Either path takes any event; the signature is checked before anything else.</summary>
internal static class WebhookEndpoints
{
    private const int MaxBytes = 256 * 1024;

    public static IEndpointRouteBuilder MapWebhooks(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/webhooks/voice", ReceiveAsync).AllowAnonymous().WithMetadata(new ServedToAll()).WithTags("webhooks");
        routes.MapPost("/webhooks/sms", ReceiveAsync).AllowAnonymous().WithMetadata(new ServedToAll()).WithTags("webhooks");
        routes.MapPost("/api/v1/call/incoming", ReceiveCallAsync).AllowAnonymous().WithMetadata(new ServedToAll()).WithTags("webhooks");
        return routes;
    }

    /// <summary>Takes a provider event; answers with what became of it.</summary>
    private static async Task<Results<Ok<WebhookResponse>, ProblemHttpResult>> ReceiveAsync(
        HttpRequest request, WebhookSignatures signatures, WebhookRouter router, CancellationToken cancellationToken)
    {
        var (source, problem) = await ReadAsync(request, signatures, cancellationToken);
        return source is null
            ? problem!
            : TypedResults.Ok(new WebhookResponse(await router.RouteAsync(source, request.Query["ref"], cancellationToken)));
    }

    /// <summary>Takes a provider event of an incoming call; answers <c>"ok"</c>.</summary>
    private static async Task<Results<Ok<string>, ProblemHttpResult>> ReceiveCallAsync(
        HttpRequest request, WebhookSignatures signatures, UnsignedCalls unsigned, WebhookRouter router, CancellationToken cancellationToken)
    {
        var (source, problem) = await ReadAsync(request, signatures, cancellationToken, unsigned);
        if (source is null)
        {
            return problem!;
        }

        await router.RouteAsync(source, request.Query["ref"], cancellationToken, assumesIncoming: true);
        return TypedResults.Ok("ok");
    }

    private static async Task<(TelnyxEvent? Event, ProblemHttpResult? Problem)> ReadAsync(
        HttpRequest request, WebhookSignatures signatures, CancellationToken cancellationToken, UnsignedCalls? unsigned = null)
    {
        var body = await RequestBody.ReadAsync(request, MaxBytes, cancellationToken);
        if (body is null)
        {
            return (null, Problems.TooLarge("too large", $"An event may have at most {MaxBytes} bytes."));
        }

        if (!signatures.AreValid(request.Headers, body) && unsigned?.May(request, body) != true)
        {
            return (null, Problems.Unauthorized("invalid signature", "Invalid signature"));
        }

        if (body.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            return (null, Problems.BadRequest("No payload"));
        }

        try
        {
            return (TelnyxEvent.Parse(body), null);
        }
        catch (JsonException broken)
        {
            return (null, Problems.BadRequest("invalid JSON", broken.Message));
        }
    }
}

/// <summary>What became of an event: <c>briefing</c>, <c>listening</c>, <c>call_ended</c> or <c>event_received</c>.</summary>
internal sealed record WebhookResponse(string Status);
