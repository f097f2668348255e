namespace FleetActors.Sandbox;

/// <summary><c>/recordings/{id}.wav</c>: what was recorded, for ten minutes and for whoever knows the address, as Telnyx' storage has it.</summary>
internal static class RecordingEndpoints
{
    public static void MapRecordings(this IEndpointRouteBuilder endpoints, string prefix, TelnyxSandbox sandbox) =>
        endpoints.MapGet(prefix + "/recordings/{id}.wav", (string id, HttpContext context) => Get(sandbox.Exchange, id, context))
            .ExcludeFromDescription()
            .AllowAnonymous();

    private static IResult Get(Exchange exchange, string id, HttpContext context)
    {
        var fault = exchange.Faults.NextRequest($"/recordings/{id}.wav");
        if (fault is { LostAnswer: true })
        {
            context.Abort();
            return Results.Empty;
        }

        return fault?.Status is { } status ? Results.StatusCode(status)
            : exchange.World.Enter(() => exchange.Recorder.Find(id)) is { } file ? Results.Bytes(file, "audio/wav")
            : Results.NotFound();
    }
}
