using FleetActors.Time;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Placement;

namespace FleetActors.Telephony;

/// <summary>
/// Requests run beside the grain's turns: <see cref="Pump"/> starts what the schedule lets leave, and is run again by whatever may change
/// that - a new request, the end of one, or time. Everything happens on the grain's scheduler, so nothing here needs a lock.
/// </summary>
[Immovable(ImmovableKind.Rebalancer), Reentrant]
internal sealed partial class OutboundGrain : Grain, IOutboundGrain, IDisposable
{
    private const int MostUndelivered = 10_000;
    private static readonly TimeSpan KeepAlive = TimeSpan.FromMinutes(10);

    private readonly TimeProvider _clock;
    private readonly OutboundSchedule _schedule;
    private readonly CommandSender _sender;
    private readonly ICommandResults _results;
    private readonly UndeliveredResults _undelivered = new(MostUndelivered);
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILogger<OutboundGrain> _logger;
    private readonly HashSet<EffectKey> _inHand = [];
    private int _underWay;
    private bool _draining;
    private bool _pumping;
    private bool _pumpAgain;
    private long? _wakeAt;

    public OutboundGrain(
        ITelephony telephony, ICommandResults results, IOptions<OutboundOptions> options, GrainClock clock, ILogger<OutboundGrain> logger)
    {
        _clock = clock.Provider;
        _results = results;
        _logger = logger;
        _schedule = new OutboundSchedule(options.Value, _clock.TimestampFrequency, _clock.GetTimestamp());
        _sender = new CommandSender(telephony, options.Value.RepeatWindow, _clock);
    }

    /// <inheritdoc/>
    public ValueTask<bool> EnqueueAsync(OutboundRequest request)
    {
        if (_undelivered.TryTake(EffectKey.Of(request), out var sent))
        {
            _ = RunAsync(request, sent);
            return ValueTask.FromResult(true);
        }

        var outcome = _schedule.Add(request);
        if (outcome == AddOutcome.Full)
        {
            LogFull(_schedule.Queued, request.OwnerId, request.EffectId);
        }

        Pump();
        return ValueTask.FromResult(outcome != AddOutcome.Full);
    }

    /// <inheritdoc/>
    public ValueTask WithdrawAsync(string ownerId, string effectId)
    {
        _schedule.Withdraw(new EffectKey(ownerId, effectId));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<bool> HoldsAsync(string ownerId, string effectId)
    {
        var key = new EffectKey(ownerId, effectId);
        return ValueTask.FromResult(_schedule.Holds(key) || _inHand.Contains(key));
    }

    /// <summary>Lets requests under way bring their results home; what is queued is still owed by its owners.</summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _draining = true;
        if (_underWay > 0)
        {
            try
            {
                await _drained.Task.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                LogCutOff(_underWay);
            }
        }

        await _stopping.CancelAsync();
    }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    private void Pump()
    {
        // A request that ends at once pumps from within; a loop instead of that recursion keeps the stack flat.
        _pumpAgain = true;
        if (_pumping || _draining)
        {
            return;
        }

        _pumping = true;
        while (_pumpAgain)
        {
            _pumpAgain = false;
            var now = _clock.GetTimestamp();
            while (_schedule.Next(now) is { } request)
            {
                _ = RunAsync(request, null);
            }

            if (_schedule.WaitFor(now) is { } wait)
            {
                DelayDeactivation(KeepAlive);
                WakeIn(wait, now);
            }
        }

        _pumping = false;
    }

    /// <summary>Sends a command, unless its result is known already, and tells its owner.</summary>
    private async Task RunAsync(OutboundRequest request, SentCommand? known)
    {
        _underWay++;
        _inHand.Add(EffectKey.Of(request));
        try
        {
            await DeliverAsync(request, known ?? await SendAsync(request));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The time for the deactivation was up; the owner's patience takes over.
        }
        finally
        {
            _underWay--;
            _inHand.Remove(EffectKey.Of(request));
            if (_draining && _underWay == 0)
            {
                _drained.TrySetResult();
            }
        }
    }

    private async Task<SentCommand> SendAsync(OutboundRequest request)
    {
        SentCommand sent;
        try
        {
            sent = await _sender.SendAsync(request, _stopping.Token);
        }
        catch (Exception fault) when (!_stopping.IsCancellationRequested)
        {
            // A fault of the adapter, not of the provider. The owner decides as for any command whose answer was lost.
            LogFault(fault, request.OwnerId, request.EffectId);
            sent = new SentCommand(TelephonyResult.AnswerLost(fault.Message), _clock.GetUtcNow());
        }

        // Before the owner hears of it, so that its answer may be to ask again.
        _schedule.End(request, sent.Result, _clock.GetTimestamp());
        Pump();
        return sent;
    }

    private async Task DeliverAsync(OutboundRequest request, SentCommand sent)
    {
        try
        {
            await _results.TellAsync(request, sent);
        }
        catch (Exception fault)
        {
            // The owner still owes the effect and asks again when its patience ends.
            LogUndelivered(fault, request.OwnerId, request.EffectId, sent.Result.Outcome);
            _undelivered.Keep(EffectKey.Of(request), sent);
        }
    }

    private void WakeIn(TimeSpan wait, long now)
    {
        // Timers tell milliseconds; waking a moment early would mean waking many times.
        var whole = TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(wait.TotalMilliseconds)));
        var at = now + (long)(whole.TotalSeconds * _clock.TimestampFrequency);
        if (_wakeAt is null || at < _wakeAt)
        {
            _wakeAt = at;
            _ = WakeAsync(whole, at);
        }
    }

    private async Task WakeAsync(TimeSpan wait, long at)
    {
        try
        {
            await Task.Delay(wait, _clock, _stopping.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        if (_wakeAt == at)
        {
            _wakeAt = null;
        }

        Pump();
    }
}
