using FleetActors.Calls;
using FleetActors.Http;

namespace FleetActors.Media;

/// <summary>
/// Hands one stream's frames to its call, one batch at a time. While the call cannot be reached frames wait, within bounds; a call that has moved to
/// another process is told of the stream again.
/// </summary>
internal sealed partial class MediaRelay(ICallGrain call, StreamStart start, MediaLimits limits, TimeProvider time, ILogger log, Action<string> refused)
{
    private readonly FrameQueue _frames = new(limits, start.Format);
    private readonly Lock _gate = new();
    private Task _pump = Task.CompletedTask;
    private bool _pumping;
    private bool _over;
    private bool _lossTold;
    private bool _failureTold;

    /// <summary>Frames that the call could not take in time.</summary>
    public long Lost => _frames.Lost;

    /// <summary>The stream handed on.</summary>
    public string StreamId => start.StreamId;

    /// <summary>Tells the call of the stream; null when it listens, else why not.</summary>
    public async Task<string?> OpenAsync(CancellationToken cancellationToken)
    {
        var pause = limits.Retry;
        while (true)
        {
            try
            {
                var opening = await call.OpenStreamAsync(start).WaitAsync(limits.Attempt, time, cancellationToken);
                return opening.Accepted ? null : opening.Reason ?? "refused";
            }
            catch (Exception exception) when (FailureMiddleware.IsOutage(exception))
            {
                LogUnreachable(log, exception.Message);
                pause = await PauseAsync(pause, cancellationToken);
            }
        }
    }

    /// <summary>Takes a frame; returns at once.</summary>
    public void Add(AudioFrame frame)
    {
        if (_frames.Add(frame))
        {
            Pump();
        }

        if (_frames.Lost > 0 && !_lossTold)
        {
            _lossTold = true;
            LogLoss(log, start.StreamId);
        }
    }

    /// <summary>No more frames come: hands over what is left, then tells the call that the stream is over. Gives up after a while.</summary>
    public async Task CloseAsync(string reason, long garbage)
    {
        using var patience = new CancellationTokenSource(limits.LastWords, time);
        try
        {
            await _pump.WaitAsync(patience.Token);
            await DeliverAllAsync(rest: true, patience.Token);
            var told = _frames.Lost == 0 ? reason : FormattableString.Invariant($"{reason}; {_frames.Lost} frames were dropped, the call could not take them in time");
            await call.CloseStreamAsync(new StreamClose(start.StreamId, told, garbage)).WaitAsync(patience.Token);
        }
        catch (Exception exception) when (FailureMiddleware.IsOutage(exception))
        {
            // The call ends a stream it does not hear any more by itself.
            LogNotClosed(log, start.StreamId, exception.Message);
        }
        finally
        {
            _over = true;
        }
    }

    private void Pump()
    {
        lock (_gate)
        {
            if (_pumping || _over)
            {
                return;
            }

            _pumping = true;
        }

        _pump = PumpAsync();
    }

    private async Task PumpAsync()
    {
        do
        {
            try
            {
                await DeliverAllAsync(rest: false, CancellationToken.None);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // Nothing that the call or the cluster throws may end the socket, nor fill the log with every batch.
                if (!_failureTold)
                {
                    _failureTold = true;
                    LogFailed(log, exception, start.StreamId);
                }
            }
        }
        while (!IsIdle());
    }

    // A frame may come between the last look at the queue and the end of the pump.
    private bool IsIdle()
    {
        lock (_gate)
        {
            _pumping = _frames.IsDue && !_over;
            return !_pumping;
        }
    }

    private async Task DeliverAllAsync(bool rest, CancellationToken cancellationToken)
    {
        while (!_over && _frames.TryTake(rest, out var frames))
        {
            await DeliverAsync(new AudioBatch(start.StreamId, frames), cancellationToken);
        }
    }

    private async Task DeliverAsync(AudioBatch batch, CancellationToken cancellationToken)
    {
        var pause = limits.Retry;
        while (!_over)
        {
            try
            {
                var reply = await call.AcceptAudioAsync(batch).AsTask().WaitAsync(limits.Attempt, time, cancellationToken);
                if (reply.Accepted || !await IsOpenAgainAsync(reply))
                {
                    return;
                }
            }
            catch (Exception exception) when (FailureMiddleware.IsOutage(exception))
            {
                LogUnreachable(log, exception.Message);
            }

            // Also after opening again: a call that forgets the stream each time must not be asked without a pause.
            pause = await PauseAsync(pause, cancellationToken);
        }
    }

    private async Task<bool> IsOpenAgainAsync(AudioReply reply)
    {
        var reason = reply.Reason;
        if (reason == AudioReply.UnknownStream.Reason)
        {
            LogOpensAgain(log, start.StreamId);
            var opening = await call.OpenStreamAsync(start).WaitAsync(limits.Attempt, time);
            if (opening.Accepted)
            {
                return true;
            }

            reason = opening.Reason;
        }

        _over = true;
        refused(reason ?? "refused");
        return false;
    }

    private async Task<TimeSpan> PauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        await Task.Delay(pause, time, cancellationToken);
        return pause * 2 < limits.MaxRetry ? pause * 2 : limits.MaxRetry;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A call's sound waits, the call cannot be reached: {Reason}")]
    private static partial void LogUnreachable(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stream {StreamId}: sound is dropped, the call does not take it in time")]
    private static partial void LogLoss(ILogger log, string streamId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stream {StreamId} is told to its call again, which has moved")]
    private static partial void LogOpensAgain(ILogger log, string streamId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stream {StreamId}: its end could not be told to the call: {Reason}")]
    private static partial void LogNotClosed(ILogger log, string streamId, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Stream {StreamId}: sound is lost, the call failed unexpectedly")]
    private static partial void LogFailed(ILogger log, Exception exception, string streamId);
}
