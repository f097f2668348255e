using System.Net.WebSockets;

namespace FleetActors.Sandbox;

/// <summary>Plays a caller's line into a socket, in the line's own time, and connects again when the socket is lost.</summary>
internal sealed class MediaPlayer(World world, Leg leg, MediaCaller caller, CallerLine line, MediaStream stream, MediaOutcome outcome)
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(5);
    private const int MostRetries = 60;

    private readonly MediaCodec _codec = line.CodecFor(stream);
    private readonly short[] _samples = MediaCodecs.ToRate(line.Samples, line.SampleRate, line.CodecFor(stream).RateOf(line.SampleRate));
    private long _started;
    private bool _spoken;
    private bool _cut;

    /// <summary>Runs until the stream is closed or lost for good. Never throws.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            var streamId = stream.Id;
            var retries = 0;
            while (await ConnectAsync(stop) is { } socket)
            {
                using (socket)
                {
                    if (_started == 0)
                    {
                        _started = world.Clock.GetTimestamp();
                        world.Enter(outcome.Opened);
                    }

                    retries = 0;
                    leg.Media.Connected();
                    if (await PlayAsync(socket, streamId, stop))
                    {
                        return;
                    }
                }

                await PauseAsync(stop);
                streamId = Identifiers.NewId();
            }

            async Task<ClientWebSocket?> ConnectAsync(CancellationToken token)
            {
                while (true)
                {
                    if (await TryConnectAsync(token) is { } socket)
                    {
                        return socket;
                    }

                    // A stream that never opened is given up at once, as Telnyx does; one that broke is worth waiting for.
                    if (_started == 0 || retries++ == MostRetries)
                    {
                        world.Enter(() => outcome.Failed("connection_failed"));
                        return null;
                    }

                    await Task.Delay(RetryPause, world.Clock, token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The call is over, or the stream was stopped.
        }
    }

    private TimeSpan Position => world.Clock.GetElapsedTime(_started) * line.Speed;

    private async Task<ClientWebSocket?> TryConnectAsync(CancellationToken stop)
    {
        var socket = new ClientWebSocket();
        socket.Options.Proxy = null;
        if (stream.AuthToken is { } token)
        {
            socket.Options.SetRequestHeader("x-telnyx-streaming-auth-token", token);
        }

        using var limit = new CancellationTokenSource(ConnectLimit, world.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            await socket.ConnectAsync(new Uri(stream.Url), either.Token);
            return socket;
        }
        catch (Exception failure) when (failure is WebSocketException or HttpRequestException or IOException or OperationCanceledException)
        {
            socket.Dispose();
            stop.ThrowIfCancellationRequested();
            return null;
        }
    }

    /// <returns>False when the socket was lost and should be opened again.</returns>
    private async Task<bool> PlayAsync(ClientWebSocket socket, string streamId, CancellationToken stop)
    {
        var frames = new MediaFrames(caller, streamId, _codec, _codec.RateOf(line.SampleRate));

        // A caller waits for the line before speaking, but not for a line that was lost.
        var first = leg.Media.Connections == 1 ? 0 : (long)(Position.TotalMilliseconds / CallerLine.FrameMs);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var cut = stop.Register(() => _ = AbortLaterAsync(socket));
        var listening = ListenAsync(socket, over);
        var sequence = 1L;
        try
        {
            await SendAsync(socket, MediaFrames.Connected(stream.AuthToken));
            await SendAsync(socket, frames.Start());
            foreach (var frame in FramePlan.From(first, line.Faults))
            {
                await WaitForAsync(frame.At, over.Token);
                if (IsCutAt(frame.At))
                {
                    socket.Abort();
                    return false;
                }

                sequence = Math.Max(sequence, frame.Index - first + 2);
                await SendAsync(socket, frames.Media(frame.Index - first + 1, Payload(frame.Index)));
                leg.Media.Sent(frame.At);
                TellSpoken(frame.At);
            }

            return true;
        }
        catch (Exception failure) when (failure is WebSocketException or IOException)
        {
            return false;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await SayGoodbyeAsync(socket, frames.Stop(sequence + 1), listening);
            return true;
        }
        catch (OperationCanceledException)
        {
            // The other side closed: for good if it said so, else it is expected back.
            return socket.CloseStatus == WebSocketCloseStatus.NormalClosure;
        }
        finally
        {
            await over.CancelAsync();
            socket.Abort();
            await listening;
        }
    }

    private byte[] Payload(long index)
    {
        var size = _codec.RateOf(line.SampleRate) * CallerLine.FrameMs / 1000;
        Span<short> frame = stackalloc short[size];
        var from = index * size;
        if (from < _samples.Length)
        {
            _samples.AsSpan((int)from, (int)Math.Min(size, _samples.Length - from)).CopyTo(frame);
        }

        return _codec.Encode(frame, line.LittleEndian);
    }

    private bool IsCutAt(TimeSpan at)
    {
        if (_cut || line.Faults.DisconnectAt is not { } cut || at < cut)
        {
            return false;
        }

        return _cut = true;
    }

    private void TellSpoken(TimeSpan at)
    {
        if (!_spoken && line.Samples.Length > 0 && at >= line.Duration)
        {
            _spoken = true;
            world.Enter(() => leg.WhenSpoken?.Invoke());
        }
    }

    private async Task PauseAsync(CancellationToken stop)
    {
        if (_cut && line.Faults.ReconnectAfter > TimeSpan.Zero)
        {
            await Task.Delay(line.Faults.ReconnectAfter / line.Speed, world.Clock, stop);
        }
        else
        {
            await Task.Delay(RetryPause, world.Clock, stop);
        }
    }

    private async Task WaitForAsync(TimeSpan at, CancellationToken token)
    {
        var wait = (at - Position) / line.Speed;
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait > ShortestWait ? wait : ShortestWait, world.Clock, token);
        }
    }

    private static async Task ListenAsync(ClientWebSocket socket, CancellationTokenSource over)
    {
        var buffer = new byte[4096];
        try
        {
            // Not with the token: a receive that is cancelled takes the socket with it, and there is a farewell to send.
            while ((await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None)).MessageType != WebSocketMessageType.Close)
            {
                // The phones have no loudspeaker.
            }

            await over.CancelAsync();
        }
        catch (Exception failure) when (failure is WebSocketException or IOException or OperationCanceledException)
        {
            // The sender learns of it by itself.
        }
    }

    private async Task SayGoodbyeAsync(ClientWebSocket socket, byte[] stopFrame, Task listening)
    {
        using var limit = new CancellationTokenSource(CloseLimit, world.Clock);
        try
        {
            await SendAsync(socket, stopFrame);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
            await listening.WaitAsync(limit.Token);
        }
        catch (Exception failure) when (failure is WebSocketException or IOException or OperationCanceledException)
        {
            // It was gone already.
        }
    }

    /// <summary>Without a token, for the same reason: whoever stops a stream gives it a moment and then aborts it.</summary>
    private static ValueTask SendAsync(ClientWebSocket socket, byte[] frame) =>
        socket.SendAsync(frame.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private async Task AbortLaterAsync(ClientWebSocket socket)
    {
        await Task.Delay(CloseLimit, world.Clock);
        socket.Abort();
    }
}
