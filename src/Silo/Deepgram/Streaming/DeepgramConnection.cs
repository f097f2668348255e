using System.Buffers;
using System.Net.WebSockets;
using FleetActors.Calls;

namespace FleetActors.Deepgram.Streaming;

/// <summary>One socket, from its first byte of audio to its end: a sender that follows <see cref="SendPlan"/> and a receiver that feeds <see cref="Hearing"/>.</summary>
internal sealed class DeepgramConnection(
    WebSocket socket, SpeechFeed feed, Hearing hearing, SpeechStart start, DeepgramOptions options, TimeProvider clock, Func<SpeechEvent, Task> deliver)
    : IDisposable
{
    private const int LongestMessage = 1 << 20;
    private static readonly ReadOnlyMemory<byte> KeepAlive = """{"type":"KeepAlive"}"""u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Finalize = """{"type":"Finalize"}"""u8.ToArray();
    private static readonly ReadOnlyMemory<byte> CloseStream = """{"type":"CloseStream"}"""u8.ToArray();

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _over = new();
    private AudioTimeline _timeline = new(start, 0);
    private long _cursor;
    private bool _closing;
    private bool _complete;
    private bool _understood;

    /// <summary>Deepgram has answered: it really works.</summary>
    public bool WasUnderstood => Volatile.Read(ref _understood);

    /// <summary>Runs until the stream is closed in order, lost or refused. Throws only cancellation.</summary>
    /// <param name="from">Position of the first audio to send.</param>
    public async Task<ConnectionEnd> RunAsync(long from, CancellationToken cancellationToken)
    {
        (_cursor, _timeline) = (from, new AudioTimeline(start, from));
        using var both = CancellationTokenSource.CreateLinkedTokenSource(_over.Token, cancellationToken);
        var receiver = ReceiveAllAsync(both.Token);
        var sender = SendAllAsync(both.Token);
        try
        {
            // A sender that ended in order has asked for the last words, which the receiver still awaits.
            var first = await Task.WhenAny((Task)sender, receiver).ConfigureAwait(false);
            var end = first == sender ? await sender.ConfigureAwait(false) ?? await receiver.ConfigureAwait(false) : await receiver.ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return end;
        }
        finally
        {
            await _over.CancelAsync().ConfigureAwait(false);
            socket.Abort();
            Task[] ends = [sender, receiver];
            await Task.WhenAll(ends).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose()
    {
        _over.Dispose();
        socket.Dispose();
    }

    /// <summary>Null once CloseStream has left or the socket broke: the receiver knows the rest.</summary>
    private async Task<ConnectionEnd?> SendAllAsync(CancellationToken token)
    {
        var opened = clock.GetTimestamp();
        var plan = new SendPlan(options, start.BytesPerSecond, start.BytesPerSample);
        var frame = ArrayPool<byte>.Shared.Rent(start.BytesPerSecond);
        try
        {
            while (true)
            {
                var state = feed.State;
                var step = plan.Next(clock.GetElapsedTime(opened), state.Head - Math.Max(_cursor, state.Tail), state.IsFinished);
                if (step.Kind == SendKind.Nothing)
                {
                    await feed.WaitAsync(step.Wait, clock, token).ConfigureAwait(false);
                    continue;
                }

                await SendAsync(step, frame, plan, token).ConfigureAwait(false);
                plan.Took(step, clock.GetElapsedTime(opened));
                if (step.Kind == SendKind.Close)
                {
                    return null;
                }
            }
        }
        catch (Exception failure) when (failure is WebSocketException or IOException)
        {
            // The receiver sees the same end, and with it the reason that the other side gave.
            return null;
        }
        catch (TimeoutException failure)
        {
            return ConnectionEnd.Lost(failure.Message);
        }
        catch (OperationCanceledException)
        {
            return ConnectionEnd.Lost("given up");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(frame);
        }
    }

    private async Task SendAsync(SendStep step, byte[] frame, SendPlan plan, CancellationToken token)
    {
        switch (step.Kind)
        {
            case SendKind.Audio:
                var (from, count) = feed.Read(_cursor, frame.AsSpan(0, step.Bytes));
                if (from > _cursor)
                {
                    await deliver(Jump(plan.Sent, from)).ConfigureAwait(false);
                }

                Volatile.Write(ref _cursor, from + count);
                await SendFrameAsync(frame.AsMemory(0, count), WebSocketMessageType.Binary, token).ConfigureAwait(false);
                break;
            case SendKind.Finalize:
                await SendFrameAsync(Finalize, WebSocketMessageType.Text, token).ConfigureAwait(false);
                break;
            case SendKind.KeepAlive:
                await SendFrameAsync(KeepAlive, WebSocketMessageType.Text, token).ConfigureAwait(false);
                break;
            case SendKind.Close:
                Volatile.Write(ref _closing, true);
                await SendFrameAsync(CloseStream, WebSocketMessageType.Text, token).ConfigureAwait(false);
                break;
        }
    }

    private async Task SendFrameAsync(ReadOnlyMemory<byte> frame, WebSocketMessageType type, CancellationToken token)
    {
        if (frame.IsEmpty)
        {
            // An empty binary frame means the end of the stream.
            return;
        }

        using var timeout = new CancellationTokenSource(options.SendTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, token);
        try
        {
            await socket.SendAsync(frame, type, endOfMessage: true, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            throw new TimeoutException($"a frame did not leave within {options.SendTimeout.TotalSeconds:0.#} s");
        }
    }

    private async Task<ConnectionEnd> ReceiveAllAsync(CancellationToken token)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        try
        {
            while (true)
            {
                buffer.ResetWrittenCount();
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.GetMemory(4096), token).ConfigureAwait(false);
                    buffer.Advance(part.Count);
                }
                while (!part.EndOfMessage && buffer.WrittenCount < LongestMessage);

                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return Closed();
                }

                if (!part.EndOfMessage)
                {
                    return ConnectionEnd.Lost("a message that does not end");
                }

                if (part.MessageType == WebSocketMessageType.Text && await HearAsync(buffer.WrittenMemory).ConfigureAwait(false) is { } end)
                {
                    return end;
                }
            }
        }
        catch (Exception failure) when (failure is WebSocketException or IOException)
        {
            return _complete ? ConnectionEnd.Done : ConnectionEnd.Lost($"the connection broke: {failure.Message}");
        }
        catch (OperationCanceledException)
        {
            return ConnectionEnd.Lost("given up");
        }
    }

    private ConnectionEnd Closed() => _complete || (Volatile.Read(ref _closing) && socket.CloseStatus == WebSocketCloseStatus.NormalClosure)
        ? ConnectionEnd.Done
        : ConnectionEnd.OfClose(socket.CloseStatus, socket.CloseStatusDescription, WasUnderstood);

    private async Task<ConnectionEnd?> HearAsync(ReadOnlyMemory<byte> frame)
    {
        var message = DeepgramMessageReader.Read(frame);
        Volatile.Write(ref _understood, WasUnderstood || message is ResultsMessage);
        List<SpeechEvent> events;
        lock (_gate)
        {
            events = [.. hearing.Read(message, _timeline, Volatile.Read(ref _cursor))];
        }

        feed.Release(hearing.Heard);
        foreach (var happened in events)
        {
            await deliver(happened).ConfigureAwait(false);
        }

        // The summary comes last; what follows is only the close.
        _complete = message is MetadataMessage && Volatile.Read(ref _closing);
        return message is ErrorMessage error ? ConnectionEnd.Lost($"error: {error.Reason}") : _complete ? ConnectionEnd.Done : null;
    }

    private SpeechGap Jump(long sent, long to)
    {
        lock (_gate)
        {
            _timeline.Jump(sent, to);
            return hearing.Overflow(_cursor, to);
        }
    }
}
