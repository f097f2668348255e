using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FleetActors.Sandbox;

/// <summary>One stream of Deepgram's protocol, until it is closed in order, falls silent for ten seconds, or a fault strikes.</summary>
internal sealed class RecognitionStream(WebSocket socket, SpeechDecoder decoder, Listener listener, Recognition recognition, FaultPlan faults, TimeProvider clock)
{
    private const int LargestFrame = 1 << 20;
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FaultCheck = TimeSpan.FromMilliseconds(100);
    private readonly byte[] _buffer = new byte[LargestFrame];
    private long _lastSign;
    private bool _hasAudio;

    /// <summary>Never throws for what the client does.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        _lastSign = clock.GetTimestamp();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var watching = WatchAsync(over.Token);
        try
        {
            while (await ReceiveAsync(over.Token) is { } frame && await HandleAsync(frame, over.Token))
            {
                // Until it is over.
            }
        }
        catch (Exception failure) when (failure is WebSocketException or IOException or OperationCanceledException)
        {
            // The client went, or a fault struck.
        }
        finally
        {
            await over.CancelAsync();
            await watching;
        }
    }

    private async Task<(WebSocketMessageType Type, int Length)?> ReceiveAsync(CancellationToken token)
    {
        var length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(_buffer.AsMemory(length), token);
            length += part.Count;
        }
        while (!part.EndOfMessage && length < _buffer.Length);
        return part.MessageType == WebSocketMessageType.Close || !part.EndOfMessage ? null : (part.MessageType, length);
    }

    private async Task<bool> HandleAsync((WebSocketMessageType Type, int Length) frame, CancellationToken token)
    {
        if (frame.Type == WebSocketMessageType.Binary)
        {
            if (frame.Length == 0)
            {
                // The old way to end a stream.
                await CloseAsync(token);
                return false;
            }

            Sign(isAudio: true);
            listener.Hear(decoder.Decode(_buffer.AsSpan(0, frame.Length)));
            foreach (var message in recognition.Due())
            {
                await SendAsync(message, token);
            }

            return true;
        }

        switch (TypeOf(_buffer.AsMemory(0, frame.Length)))
        {
            case "KeepAlive":
                Sign(isAudio: false);
                return true;
            case "Finalize":
                Sign(isAudio: false);
                await SendAsync(recognition.Flush(fromFinalize: true), token);
                return true;
            case "CloseStream":
                await CloseAsync(token);
                return false;
            default:
                await socket.CloseAsync(WebSocketCloseStatus.PolicyViolation, "DATA-0000: not a message", token);
                return false;
        }
    }

    private async Task CloseAsync(CancellationToken token)
    {
        await SendAsync(recognition.Flush(fromFinalize: false), token);
        await SendAsync(recognition.Metadata(), token);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, token);
    }

    /// <summary>A sign of life does not hold a stream on which there never was audio.</summary>
    private void Sign(bool isAudio)
    {
        _hasAudio |= isAudio;
        if (_hasAudio)
        {
            Volatile.Write(ref _lastSign, clock.GetTimestamp());
        }
    }

    private async Task WatchAsync(CancellationToken token)
    {
        try
        {
            while (true)
            {
                await Task.Delay(FaultCheck, clock, token);
                if (faults.IsSpeechDown)
                {
                    socket.Abort();
                    return;
                }

                if (clock.GetElapsedTime(Volatile.Read(ref _lastSign)) >= SilenceLimit)
                {
                    await socket.CloseOutputAsync(
                        WebSocketCloseStatus.InternalServerError, "No audio or text came within the timeout window. See https://dpgr.am/net0001", token);
                    return;
                }
            }
        }
        catch (Exception failure) when (failure is WebSocketException or IOException or OperationCanceledException)
        {
            // It is over.
        }
    }

    private Task SendAsync(JsonObject? message, CancellationToken token) =>
        message is null ? Task.CompletedTask : socket.SendAsync(SandboxJson.Bytes(message), WebSocketMessageType.Text, endOfMessage: true, token);

    private static string? TypeOf(ReadOnlyMemory<byte> text) =>
        JsonBody.Parse(text, out var problem) is var root && problem is null && root.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
            ? type.GetString()
            : null;
}
