using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using FleetActors.TestKit;
using Microsoft.AspNetCore.Http;

namespace FleetActors.Deepgram;

/// <summary>Deepgram's end of one stream.</summary>
internal sealed class ServerStream(WebSocket socket, HttpContext context)
{
    private const string KeepAlive = """{"type":"KeepAlive"}""";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly Channel<ClientFrame> _frames = Channel.CreateUnbounded<ClientFrame>();

    public IQueryCollection Query => context.Request.Query;

    public string Authorization => context.Request.Headers.Authorization.ToString();

    public async Task RunAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                await _frames.Writer.WriteAsync(new ClientFrame(part.MessageType == WebSocketMessageType.Text, buffer[..part.Count]));
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or IOException)
        {
            // The client is gone, or the test broke the line.
        }
        finally
        {
            _frames.Writer.TryComplete();
        }
    }

    /// <summary>The next frame; null after the end.</summary>
    public async Task<ClientFrame?> NextAsync() => await _frames.Reader.WaitToReadAsync().AsTask().WaitAsync(Limit, TimeProvider.System)
        && _frames.Reader.TryRead(out var frame) ? frame : null;

    /// <summary>The next frame while a clock is moved on.</summary>
    public async Task<ClientFrame?> NextAsync(ManualClock clock)
    {
        var next = NextAsync();
        await clock.PumpAsync(next);
        return await next;
    }

    /// <summary>Reads frames until so many bytes of audio are here; fails on text in between, but for signs of life, which a clock that runs on may cause.</summary>
    public async Task<byte[]> AudioAsync(int bytes, ManualClock? clock = null)
    {
        var audio = new List<byte>();
        while (audio.Count < bytes)
        {
            var frame = clock is null ? await NextAsync() : await NextAsync(clock);
            frame.ShouldNotBeNull($"the stream ended after {audio.Count} of {bytes} bytes");
            if (frame.Text == KeepAlive)
            {
                continue;
            }

            frame.IsText.ShouldBeFalse($"{frame.Text} came when {audio.Count} of {bytes} bytes were here");
            frame.Bytes.Length.ShouldBeGreaterThan(0);
            audio.AddRange(frame.Bytes);
        }

        return [.. audio];
    }

    public Task SendAsync(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    public Task ResultsAsync(string transcript, double start, double duration, bool isFinal = true, bool speechFinal = false, double confidence = 0.9) =>
        SendAsync(JsonSerializer.Serialize(new
        {
            type = "Results",
            channel_index = new[] { 0, 1 },
            start,
            duration,
            is_final = isFinal,
            speech_final = speechFinal,
            channel = new { alternatives = new[] { new { transcript, confidence, words = Array.Empty<object>() } } },
            metadata = new { request_id = "req-1" },
        }));

    public Task MetadataAsync() => SendAsync("""{"type":"Metadata","request_id":"req-1","duration":1.0,"channels":1}""");

    public Task CloseAsync(int code, string reason) => socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, CancellationToken.None);

    /// <summary>The line goes dead without a word.</summary>
    public void Break() => context.Abort();
}

internal sealed record ClientFrame(bool IsText, byte[] Bytes)
{
    public string Text => IsText ? Encoding.UTF8.GetString(Bytes) : $"{Bytes.Length} bytes";
}
