using System.Net.WebSockets;
using FleetActors.Calls;

namespace FleetActors.Media;

/// <summary>One open media socket. Reads what the provider sends and hands it on; what cannot be read is counted and passed over.</summary>
/// <param name="call">Null for a trial without a call.</param>
internal sealed partial class MediaSession(WebSocket socket, MediaCall? call, MediaLimits limits, TimeProvider time, ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(5);
    private static readonly AudioFormat Unnamed = new(AudioEncoding.Unknown, 0, 0);

    private readonly MessageReceiver _receiver = new(socket, limits.MaxMessageBytes);
    private readonly CancellationTokenSource _patience = new(limits.Patience, time);
    private MediaRelay? _relay;
    private string? _streamId;
    private string _end = "socket lost";
    private long _lastChunk;
    private long _frames;
    private long _garbage;
    private int _isLeaving;

    /// <summary>Messages that could not be read or did not belong here.</summary>
    public long Garbage => _garbage;

    /// <summary>Serves the socket until either side closes it, or the server stops.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        LogOpened(log, call?.CallId);
        await using var leaving = stopping.Register(() => Leave(WebSocketCloseStatus.EndpointUnavailable, "the server stops"));
        try
        {
            await ReadAsync();
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The peer is gone, or was not waited for any longer: the call hears how, nobody else has to.
        }
        finally
        {
            await EndStreamAsync(_end);
            LogClosed(log, call?.CallId, _end, _frames, _garbage);
        }
    }

    public ValueTask DisposeAsync()
    {
        _patience.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ReadAsync()
    {
        while (await _receiver.NextAsync(_patience.Token) is var received && received != Received.Close)
        {
            var message = received == Received.Text ? MediaMessageReader.Read(_receiver.Message, _streamId) : default;
            if (message.Event == MediaEvent.Media)
            {
                Hear(message);
            }
            else
            {
                await HandleAsync(message);
            }
        }

        if (Interlocked.Exchange(ref _isLeaving, 1) == 0)
        {
            _end = "socket closed";
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _patience.Token);
        }
    }

    private Task HandleAsync(MediaMessage message)
    {
        switch (message.Event)
        {
            case MediaEvent.Connected:
                return call is null ? SendAsync(MediaReplies.Welcome) : Task.CompletedTask;
            case MediaEvent.Start:
                return call is null ? RefuseTrialAsync() : StartAsync(call, message);
            case MediaEvent.Stop when IsOurs(message):
                return StopAsync();
            case MediaEvent.Error:
                LogComplaint(log, call?.CallId, message.Complaint.Code, message.Complaint.Title);
                return Task.CompletedTask;
            case MediaEvent.Garbage:
                CountGarbage();
                return Task.CompletedTask;
            default:
                return Task.CompletedTask;
        }
    }

    private void Hear(in MediaMessage message)
    {
        if (_relay is not { } relay || !IsOurs(message))
        {
            CountGarbage();
            return;
        }

        if (message.IsOutbound || _isLeaving != 0)
        {
            return;
        }

        // A sender that does not number its frames sends them in order: this is one connection.
        _lastChunk = message.Chunk ?? unchecked(_lastChunk + 1);
        _frames++;
        relay.Add(new AudioFrame(_lastChunk, message.Timestamp ?? 0, message.Payload!));
    }

    // A stream that did not say its name takes whatever comes.
    private bool IsOurs(in MediaMessage message) => _streamId is null || message.StreamId is null || message.StreamId == _streamId;

    private async Task StartAsync(MediaCall call, MediaMessage message)
    {
        await EndStreamAsync("started again");
        var relay = new MediaRelay(
            call.Grain,
            new StreamStart(message.StreamId ?? $"unnamed-{Guid.NewGuid():N}", call.Token, message.CallControlId, message.Format ?? Unnamed),
            limits,
            time,
            log,
            refused: reason => Leave(WebSocketCloseStatus.PolicyViolation, reason));
        if (await relay.OpenAsync(_patience.Token) is { } refusal)
        {
            LogRefused(log, call.CallId, refusal);
            Leave(WebSocketCloseStatus.PolicyViolation, refusal);
            return;
        }

        (_relay, _streamId, _lastChunk) = (relay, message.StreamId, 0);
        if (_isLeaving == 0)
        {
            _patience.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    private async Task StopAsync()
    {
        await EndStreamAsync("stop");

        // The provider closes now, or starts anew.
        _patience.CancelAfter(limits.Patience);
    }

    private async Task EndStreamAsync(string reason)
    {
        if (_relay is { } relay)
        {
            _relay = null;
            await relay.CloseAsync(reason, _garbage);
        }
    }

    private async Task RefuseTrialAsync()
    {
        await SendAsync(MediaReplies.NoCall);
        Leave(WebSocketCloseStatus.PolicyViolation, "no call");
    }

    private Task SendAsync(ReadOnlyMemory<byte> text) =>
        _isLeaving == 0 ? socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, _patience.Token).AsTask() : Task.CompletedTask;

    private void CountGarbage()
    {
        if (++_garbage == 1)
        {
            LogGarbage(log, call?.CallId);
        }
    }

    /// <summary>Closes from this side; reading goes on until the other side has closed too, but not for long.</summary>
    private void Leave(WebSocketCloseStatus status, string reason)
    {
        if (Interlocked.Exchange(ref _isLeaving, 1) == 0)
        {
            _end = reason;
            _ = LeaveAsync(status, reason);
        }
    }

    private async Task LeaveAsync(WebSocketCloseStatus status, string reason)
    {
        try
        {
            _patience.CancelAfter(CloseLimit);
            await socket.CloseOutputAsync(status, reason, _patience.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It is gone already.
        }
    }
}
