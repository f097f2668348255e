using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FleetActors.Telnyx;

/// <summary>A web server on a free port that answers what the test says and keeps what it was asked.</summary>
internal sealed class CannedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<CannedRequest> _requests = new();

    private CannedServer(WebApplication app) => _app = app;

    /// <summary>Like Telnyx's, with a path to be kept.</summary>
    public string BaseUrl => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/v2";

    public CannedRequest[] Requests => [.. _requests];

    public CannedRequest Single => _requests.ShouldHaveSingleItem();

    /// <summary>Answers every request with the same.</summary>
    public static Task<CannedServer> StartAsync(int status, string body, params (string Name, string Value)[] headers) =>
        StartAsync((_, context) => AnswerAsync(context, status, body, headers));

    public static async Task<CannedServer> StartAsync(Func<CannedRequest, HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new CannedServer(app);
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var request = new CannedRequest(
                context.Request.Method,
                context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
                await reader.ReadToEndAsync(),
                context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase));
            server._requests.Enqueue(request);
            await answer(request, context);
        });
        await app.StartAsync();
        return server;
    }

    public static async Task AnswerAsync(HttpContext context, int status, string body, params (string Name, string Value)[] headers)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        await context.Response.WriteAsync(body);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>One request as it came in.</summary>
internal sealed record CannedRequest(string Method, string Target, string Body, Dictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string? Text(string name) => Json.TryGetProperty(name, out var value) ? value.ToString() : null;
}
