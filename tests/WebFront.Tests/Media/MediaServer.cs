using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using FleetActors.Calls;
using FleetActors.Health;
using FleetActors.Http;
using FleetActors.Settings;
using FleetActors.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FleetActors.Media;

/// <summary>The media socket alone, on a free port, with one call behind it.</summary>
internal sealed class MediaServer : IAsyncDisposable
{
    public const string CallId = "call-1";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly WebApplication _app;

    private MediaServer(WebApplication app, FakeCall call)
    {
        (_app, Call) = (app, call);
        Url = app.Urls.Single();
    }

    public FakeCall Call { get; }

    public string Url { get; }

    public ActiveSessions Sessions => _app.Services.GetRequiredService<ActiveSessions>();

    public static string GoodPath => $"/ws?call={CallId}&token={FakeCall.Token}";

    public static async Task<MediaServer> StartAsync(MediaLimits? limits = null, TimeProvider? time = null, bool hasKeys = false)
    {
        var call = FakeCall.Create();
        var unknown = FakeCall.Create();
        unknown.OnCheck = _ => Task.FromResult(StreamOpening.UnknownCall);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddMedia();
        builder.Services.AddSingleton(limits ?? new MediaLimits { Retry = TimeSpan.FromMilliseconds(1), MaxRetry = TimeSpan.FromMilliseconds(5) });
        builder.Services.AddSingleton<ActiveSessions>();
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSingleton(FrontOptionsOf(hasKeys));
        builder.Services.AddSingleton(FakeGrains.Create().With(key => (key as string == $"call/{CallId}" ? call : unknown).Grain).Factory);
        var app = builder.Build();
        app.UseMiddleware<FailureMiddleware>();
        app.UseWebSockets();
        app.MapMedia();
        await app.StartAsync();
        return new MediaServer(app, call);
    }

    public async Task<MediaClient> ConnectAsync(string? path = null, Action<ClientWebSocketOptions>? options = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        options?.Invoke(socket.Options);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await socket.ConnectAsync(new Uri(Url.Replace("http://", "ws://", StringComparison.Ordinal) + (path ?? GoodPath)), patience.Token);
        }
        catch (WebSocketException)
        {
            // The status says why.
        }

        return new MediaClient(socket);
    }

    /// <summary>Connected, and started with PCMU.</summary>
    public async Task<MediaClient> StreamAsync(string streamId = "s-1")
    {
        var client = await ConnectAsync();
        await client.SendAsync("""{"event":"connected","version":"1.0.0"}""");
        await client.StartAsync(streamId);
        return client;
    }

    public Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static FrontOptions FrontOptionsOf(bool hasKeys) => new()
    {
        Host = IPAddress.Loopback,
        Port = 0,
        ApiKeys = hasKeys && Security.ApiKey.TryParse($"one:{Security.Roles.Admin}:{new string('0', 64)}", out var key, out _) ? [key] : [],
        RateLimit = 0,
        MaxAlertBytes = 1024,
        MaxConnections = 100,
        LogLevel = LogLevel.None,
    };
}

/// <summary>The provider's side of a media socket.</summary>
internal sealed class MediaClient(ClientWebSocket socket) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public ClientWebSocket Socket => socket;

    public HttpStatusCode Status => socket.HttpStatusCode;

    public Task StartAsync(string streamId = "s-1", string encoding = "PCMU", int rate = 8000) => SendAsync(
        $$$$"""{"event":"start","sequence_number":"1","stream_id":"{{{{streamId}}}}","start":{"call_control_id":"v3:x","media_format":{"encoding":"{{{{encoding}}}}","sample_rate":{{{{rate}}}},"channels":1}}}""");

    public Task MediaAsync(long chunk, string streamId = "s-1", int bytes = 160, string track = "inbound") => SendAsync(
        $$$"""{"event":"media","sequence_number":"9","stream_id":"{{{streamId}}}","media":{"track":"{{{track}}}","chunk":"{{{chunk}}}","timestamp":"{{{chunk * 20}}}","payload":"{{{Convert.ToBase64String(PayloadOf(chunk, bytes))}}}"}}""");

    public Task StopAsync(string streamId = "s-1") =>
        SendAsync($$$"""{"event":"stop","stream_id":"{{{streamId}}}","stop":{"user_id":"u","call_control_id":"v3:x"}}""");

    public static byte[] PayloadOf(long chunk, int bytes = 160)
    {
        var payload = new byte[bytes];
        Array.Fill(payload, (byte)chunk);
        return payload;
    }

    public Task SendAsync(string text, WebSocketMessageType type = WebSocketMessageType.Text, bool end = true) => SendAsync(Encoding.UTF8.GetBytes(text), type, end);

    public async Task SendAsync(byte[] bytes, WebSocketMessageType type = WebSocketMessageType.Text, bool end = true)
    {
        using var patience = new CancellationTokenSource(Patience);
        await socket.SendAsync(bytes, type, end, patience.Token);
    }

    /// <summary>The next message from the server; null when it closes.</summary>
    public async Task<JsonElement?> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var buffer = new byte[4096];
        var received = await socket.ReceiveAsync(buffer, patience.Token);
        return received.MessageType == WebSocketMessageType.Close ? null : JsonDocument.Parse(buffer.AsMemory(0, received.Count)).RootElement;
    }

    public async Task CloseAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
    }

    public void Dispose() => socket.Dispose();
}
