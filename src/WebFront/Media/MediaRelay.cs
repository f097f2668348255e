using FleetActors.Calls;
using FleetActors.Http;

namespace FleetActors.Media;

/// <summary>
/// Hands one stream's frames to its call, one batch at a time. While the call cannot be reached frames wait, within bounds; a call that has moved to
/// another process is told of the stream again, and where it stood, and gets what it took last once more.
/// </summary>
internal sealed partial class MediaRelay(ICallGrain call, StreamStart start, MediaLimits limits, TimeProvider time, ILogger log, Action<string> refused)
{
    private readonly FrameQueue _frames = new(limits, start.Format);
    private readonly TakenSound _taken = new(limits, start.Format);
    private readonly Queue<AudioBatch> _pieces = new();
    private readonly long _startedAt = time.GetTimestamp();
    private readonly Lock _gate = new();
    private Task _pump = Task.CompletedTask;
    private bool _pumping;
    private bool _over;
    private bool _closing;
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
                var opening = await call.OpenStreamAsync(start with { HeldBack = time.GetElapsedTime(_startedAt) }).WaitAsync(limits.Attempt, time, cancellationToken);
                _taken.Open(opening.Place);
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
            _closing = true;
            await DeliverAllAsync(rest: true, patience.Token);

            // Nothing, and yet an answer: a call that has moved since it took the last of it does not know the stream, and gets that once more.
            await DeliverAsync(new AudioBatch(start.StreamId, []), patience.Token);
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
        while (!_over && _frames.TryTake(rest, out var frames, out var dropped))
        {
            await DeliverAsync(new AudioBatch(start.StreamId, frames, dropped), cancellationToken);
        }
    }

    /// <summary>Hands over what an earlier try has left, and this.</summary>
    private async Task DeliverAsync(AudioBatch batch, CancellationToken cancellationToken)
    {
        var pause = limits.Retry;
        _pieces.Enqueue(batch);
        while (!_over && _pieces.TryPeek(out var piece))
        {
            try
            {
                var reply = await call.AcceptAudioAsync(piece).AsTask().WaitAsync(limits.Attempt, time, cancellationToken);
                if (reply.Accepted)
                {
                    _taken.Add(_pieces.Dequeue(), reply.Place);
                    continue;
                }

                // First of all, since an opening of which nothing is heard any more may have been one all the same.
                Recall();
                if (!await IsOpenAgainAsync(reply))
                {
                    return;
                }
            }
            catch (Exception exception) when (FailureMiddleware.IsOutage(exception))
            {
                LogUnreachable(log, exception.Message);
            }
            catch
            {
                // It may be this piece that the call cannot take. The others wait for the next batch; each failure costs one, so they never pile up.
                _pieces.TryDequeue(out _);
                throw;
            }

            // Also after opening again: a call that forgets the stream each time must not be asked without a pause.
            pause = await PauseAsync(pause, cancellationToken);
        }
    }

    /// <summary>What the call took last comes once more, before what waits.</summary>
    private void Recall()
    {
        AudioBatch[] waiting = [.. _pieces];
        _pieces.Clear();
        foreach (var piece in _taken.Recall().Concat(waiting))
        {
            _pieces.Enqueue(piece);
        }
    }

    /// <summary>False when the call does not want the stream any more.</summary>
    private async Task<bool> IsOpenAgainAsync(AudioReply reply)
    {
        var reason = reply.Reason;
        if (reason == AudioReply.UnknownStream.Reason)
        {
            LogOpensAgain(log, start.StreamId);
            var opening = await call.OpenStreamAsync(start with { Place = _taken.Place }).WaitAsync(limits.Attempt, time);
            if (opening.Accepted)
            {
                _taken.Open(opening.Place);
                return true;
            }

            reason = opening.Reason;
        }

        _over = true;
        if (!_closing)
        {
            refused(reason ?? "refused");
        }

        return false;
    }

    private async Task<TimeSpan> PauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        await Task.Delay(pause, time, cancellationToken);
        return pause * 2 < limits.MaxRetry ? pause * 2 : limits.MaxRetry;
    }
}
