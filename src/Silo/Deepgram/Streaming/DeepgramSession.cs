using FleetActors.Calls;
using Microsoft.Extensions.Logging;

namespace FleetActors.Deepgram.Streaming;

/// <summary>Keeps one call connected to Deepgram for as long as it lasts: connects when there is audio, and again after every loss.</summary>
internal sealed partial class DeepgramSession : ISpeechSession
{
    private readonly SpeechStart _start;
    private readonly ISpeechSink _sink;
    private readonly IDeepgramConnector _connector;
    private readonly DeepgramOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Uri _address;
    private readonly SpeechFeed _feed;
    private readonly Hearing _hearing;
    private readonly RetryPause _pause;
    private readonly SemaphoreSlim _delivering = new(1);
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _disposed = new();
    private readonly Task _running;

    public DeepgramSession(
        SpeechStart start, ISpeechSink sink, IDeepgramConnector connector, DeepgramOptions options, TimeProvider clock, Random random, ILogger logger)
    {
        (_start, _sink, _connector, _options, _clock, _logger) = (start, sink, connector, options, clock, logger);
        _address = ListenAddress.For(options, start);
        _feed = new SpeechFeed(Bytes(options.Backlog));
        _hearing = new Hearing(start);
        _pause = new RetryPause(options, random);
        _deadline = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);

        // Whoever starts a session goes on with a turn of its own; none of its context belongs to what happens here.
        using (ExecutionContext.SuppressFlow())
        {
            _running = Task.Run(RunAsync);
        }
    }

    public void Send(ReadOnlySpan<byte> audio) => _feed.Append(audio);

    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (!_feed.State.IsFinished && !_disposed.IsCancellationRequested)
        {
            _deadline.CancelAfter(_options.FinishTimeout);
            _feed.Finish();
        }

        await _running.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed.IsCancellationRequested)
        {
            return;
        }

        await _disposed.CancelAsync().ConfigureAwait(false);
        await _deadline.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _deadline.Dispose();
        _feed.Dispose();
        _delivering.Dispose();
    }

    private async Task RunAsync()
    {
        ConnectionEnd? refusal = null;
        try
        {
            refusal = await ListenAsync(_deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The time for the last words is over, or the call is.
        }
        catch (Exception failure)
        {
            LogBroken(_start.CallId, failure);
            refusal = ConnectionEnd.Refused(failure.Message);
        }

        if (refusal is not null)
        {
            await DeliverAllAsync(_hearing.Lost(refusal.Reason)).ConfigureAwait(false);
            await DeliverAsync(new SpeechFailed(refusal.Reason)).ConfigureAwait(false);
        }

        if (_disposed.IsCancellationRequested)
        {
            return;
        }

        await WaitForEndAsync().ConfigureAwait(false);
        await DeliverAllAsync(_hearing.Skip(_feed.State.Head, "the last words did not come in time")).ConfigureAwait(false);
        if (!_disposed.IsCancellationRequested)
        {
            await DeliverAsync(new SpeechEnded(AudioTimeline.TimeOf(_start, _feed.State.Head), _hearing.Missed)).ConfigureAwait(false);
        }
    }

    /// <returns>Why there is no use in going on; null when everything was heard.</returns>
    private async Task<ConnectionEnd?> ListenAsync(CancellationToken token)
    {
        while (await WhenAudioAsync(token).ConfigureAwait(false))
        {
            var (socket, failure) = await _connector.ConnectAsync(_address, token).ConfigureAwait(false);
            var end = failure;
            if (socket is not null)
            {
                var (from, events) = _hearing.Resume(_feed.State, Bytes(_options.Resend));
                LogConnected(_start.CallId, AudioTimeline.TimeOf(_start, from).TotalSeconds);
                await DeliverAllAsync(events).ConfigureAwait(false);
                using var connection = new DeepgramConnection(socket, _feed, _hearing, _start, _options, _clock, DeliverAsync);
                end = await connection.RunAsync(from, token).ConfigureAwait(false);
                if (connection.WasUnderstood)
                {
                    _pause.Reset();
                }
            }

            switch (end!.Outcome)
            {
                case ConnectionOutcome.Done:
                    await DeliverAllAsync(_hearing.Complete(_feed.State.Head)).ConfigureAwait(false);
                    return null;
                case ConnectionOutcome.Refused:
                    LogRefused(_start.CallId, end.Reason);
                    return end;
            }

            await DeliverAllAsync(_hearing.Lost(end.Reason)).ConfigureAwait(false);
            var pause = _pause.Next();
            LogLost(_start.CallId, end.Reason, pause.TotalSeconds);
            await Task.Delay(pause, _clock, token).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>A socket without audio is closed by the other side after ten seconds, so none is opened before there is some. False: none will come.</summary>
    private async Task<bool> WhenAudioAsync(CancellationToken token)
    {
        while (true)
        {
            var state = _feed.State;
            if (state.Head - _hearing.Heard >= _start.BytesPerSample || state.IsFinished)
            {
                return state.Head > _hearing.Heard;
            }

            await _feed.WaitAsync(token).ConfigureAwait(false);
        }
    }

    /// <summary>A recogniser that refused does not end the call: audio goes on coming, and is counted, until it is finished.</summary>
    private async Task WaitForEndAsync()
    {
        try
        {
            while (!_feed.State.IsFinished)
            {
                _feed.Release(_feed.State.Head);
                await _feed.WaitAsync(_disposed.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed without an end.
        }
    }

    private async Task DeliverAllAsync(IEnumerable<SpeechEvent> events)
    {
        foreach (var happened in events)
        {
            await DeliverAsync(happened).ConfigureAwait(false);
        }
    }

    private async Task DeliverAsync(SpeechEvent happened)
    {
        try
        {
            await _delivering.WaitAsync(_disposed.Token).ConfigureAwait(false);
            try
            {
                await _sink.DeliverAsync(happened).WaitAsync(_disposed.Token).ConfigureAwait(false);
            }
            finally
            {
                _delivering.Release();
            }
        }
        catch (OperationCanceledException) when (_disposed.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
        catch (Exception failure)
        {
            LogNotDelivered(_start.CallId, happened.GetType().Name, failure);
        }
    }

    private int Bytes(TimeSpan time) => (int)(time.TotalSeconds * _start.SampleRate) * _start.BytesPerSample;
}
