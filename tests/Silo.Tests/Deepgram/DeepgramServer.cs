using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FleetActors.Deepgram;

/// <summary>A web server that takes streams at <c>/v1/listen</c>; the test plays Deepgram's part on each of them.</summary>
internal sealed class DeepgramServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<ServerStream> _streams = Channel.CreateUnbounded<ServerStream>();
    private readonly Queue<(int Status, string? Error)> _refusals = new();
    private int _attempts;

    private DeepgramServer(WebApplication app) => _app = app;

    public string BaseUrl => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>Upgrades asked for so far, refused ones too.</summary>
    public int Attempts => Volatile.Read(ref _attempts);

    public static async Task<DeepgramServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new DeepgramServer(app);
        app.UseWebSockets();
        app.Map("/v1/listen", server.ListenAsync);
        await app.StartAsync();
        return server;
    }

    /// <summary>The next upgrades that are not refused already get this status, once each.</summary>
    public void Refuse(int status, string? error = null, int times = 1)
    {
        lock (_refusals)
        {
            for (var i = 0; i < times; i++)
            {
                _refusals.Enqueue((status, error));
            }
        }
    }

    /// <summary>The next stream that was opened.</summary>
    public async Task<ServerStream> NextAsync() =>
        await _streams.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        while (_streams.Reader.TryRead(out var left))
        {
            left.Break();
        }

        using var limit = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }

    private async Task ListenAsync(HttpContext context)
    {
        Interlocked.Increment(ref _attempts);
        lock (_refusals)
        {
            if (_refusals.TryDequeue(out var refusal))
            {
                context.Response.StatusCode = refusal.Status;
                context.Response.Headers["dg-request-id"] = "req-1";
                if (refusal.Error is not null)
                {
                    context.Response.Headers["dg-error"] = refusal.Error;
                }

                return;
            }
        }

        context.Response.Headers["dg-request-id"] = "req-1";
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var stream = new ServerStream(socket, context);
        await _streams.Writer.WriteAsync(stream);
        await stream.RunAsync();
    }
}
