namespace FleetActors.Sandbox;

/// <summary>The routes of the Telnyx API.</summary>
internal static class TelnyxEndpoints
{
    public static void MapTelnyx(this IEndpointRouteBuilder endpoints, string prefix, TelnyxSandbox sandbox)
    {
        var api = endpoints.MapGroup(prefix + "/v2").ExcludeFromDescription().AllowAnonymous();
        var exchange = sandbox.Exchange;
        var pipeline = sandbox.Pipeline;

        api.MapPost("/calls", pipeline.Handle("POST /calls", exchange.Dial.Execute));
        api.MapGet("/calls/{id}", pipeline.Handle("GET /calls/*", exchange.CallQueries.Get));
        api.MapPost("/calls/{id}/actions/{action}", pipeline.Handle("POST /calls/*/actions/{action}", exchange.LegActions.Execute));
        api.MapPut("/calls/{id}/actions/{action}", pipeline.Handle("PUT /calls/*/actions/{action}", exchange.LegUpdates.Execute));
        api.MapGet("/connections/{id}/active_calls", pipeline.Handle("GET /connections/*/active_calls", exchange.CallQueries.Active));

        api.MapPost("/conferences", pipeline.Handle("POST /conferences", exchange.ConferenceCommands.Create));
        api.MapGet("/conferences", pipeline.Handle("GET /conferences", exchange.ConferenceQueries.List));
        api.MapGet("/conferences/{id}", pipeline.Handle("GET /conferences/*", exchange.ConferenceQueries.Get));
        api.MapGet("/conferences/{id}/participants", pipeline.Handle("GET /conferences/*/participants", exchange.ConferenceQueries.Participants));
        api.MapPost("/conferences/{id}/actions/{action}", pipeline.Handle("POST /conferences/*/actions/{action}", exchange.ConferenceCommands.Act));

        api.MapPost("/messages", pipeline.Handle("POST /messages", exchange.MessageCommands.Send));
        api.MapGet("/messages/{id}", pipeline.Handle("GET /messages/*", exchange.MessageCommands.Get));

        api.MapPost("/ai/openai/chat/completions", pipeline.HandleInference("POST /ai/openai/chat/completions"));
        api.MapPost("/ai/chat/completions", pipeline.HandleInference("POST /ai/chat/completions"));

        api.MapFallback("{**path}", pipeline.Handle("unknown", static _ =>
            TelnyxReply.Refuse(404, new TelnyxError("10005", "Resource not found", "The sandbox has nothing at this path."))));
    }
}
