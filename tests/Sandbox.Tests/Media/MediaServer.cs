using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FleetActors.Sandbox.Tests;

/// <summary>The other end of media streams: keeps every frame of every socket.</summary>
internal sealed class MediaServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<MediaSocket> _sockets = Channel.CreateUnbounded<MediaSocket>();

    private MediaServer(WebApplication app) => _app = app;

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single().Replace("http", "ws", StringComparison.Ordinal) + "/ws";

    public static async Task<MediaServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new MediaServer(app);
        app.UseWebSockets();
        app.Map("/ws", async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var media = new MediaSocket(socket, context.Request.Headers["x-telnyx-streaming-auth-token"].ToString(), context.Abort);
            await server._sockets.Writer.WriteAsync(media);
            await media.RunAsync();
        });
        await app.StartAsync();
        return server;
    }

    public async Task<MediaSocket> NextAsync() => await _sockets.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(90), TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}

internal sealed class MediaSocket(WebSocket socket, string authToken, Action abort)
{
    private readonly Channel<JsonElement> _frames = Channel.CreateUnbounded<JsonElement>();

    public string AuthToken { get; } = authToken;

    public async Task RunAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None) is { MessageType: WebSocketMessageType.Text } part)
            {
                await _frames.Writer.WriteAsync(JsonDocument.Parse(buffer.AsMemory(0, part.Count).ToArray()).RootElement);
            }
        }
        catch (Exception failure) when (failure is WebSocketException or IOException or OperationCanceledException)
        {
            // Broken off.
        }
        finally
        {
            _frames.Writer.Complete();
        }
    }

    public void Break() => abort();

    public async Task<JsonElement> NextAsync() => await _frames.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(90), TimeProvider.System);

    /// <summary>Every frame up to the end of the socket.</summary>
    public async Task<List<JsonElement>> RestAsync()
    {
        var frames = new List<JsonElement>();
        while (await _frames.Reader.WaitToReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(90), TimeProvider.System))
        {
            while (_frames.Reader.TryRead(out var frame))
            {
                frames.Add(frame);
            }
        }

        return frames;
    }
}
