namespace Orleans.Runtime;

/// <summary>Beginning and end of an activation.</summary>
internal sealed partial class Activation
{
    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        bool start;
        lock (this)
        {
            if (_state >= ActivationState.Deactivating || _extras is { Reason.ReasonCode: not DeactivationReasonCode.None })
            {
                return;
            }

            Extras.Reason = deactivationReason;
            Extras.DeactivationCancellation = cancellationToken;

            // One that is still being activated goes on to its end first.
            if (_state is ActivationState.Creating or ActivationState.Activating)
            {
                return;
            }

            BeginDeactivating(wasValid: true);
            start = TryBeginExecuting();
        }

        if (start)
        {
            StartExecuting();
        }
    }

    private void BeginDeactivating(bool wasValid)
    {
        _state = ActivationState.Deactivating;
        Extras.WasValid = wasValid;
    }

    /// <summary>Whether the activation has to begin or end now. Call it with the lock held.</summary>
    private bool TryTakeOperation()
    {
        if (_state == ActivationState.Creating)
        {
            _state = ActivationState.Activating;
            return true;
        }

        if (_state == ActivationState.Deactivating && _running == 0 && !Extras.IsEnding)
        {
            Extras.IsEnding = true;
            return true;
        }

        return false;
    }

    private void RunOperation() => _ = _state == ActivationState.Activating ? ActivateAsync() : EndAsync();

    private async Task ActivateAsync()
    {
        Exception? failure = null;
        try
        {
            if (FirstWaitingContext() is { } context)
            {
                RequestContext.Current = context;
            }

            await StartAsync();
        }
#pragma warning disable CA1031 // Whatever constructor, state and OnActivateAsync throw belongs to those that wait.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = exception;
        }

        lock (this)
        {
            if (failure is not null)
            {
                Extras.Reason = new DeactivationReason(DeactivationReasonCode.ActivationFailed, failure, "Failed to activate grain.");
                BeginDeactivating(wasValid: false);
            }
            else if (_extras is { Reason.ReasonCode: not DeactivationReasonCode.None })
            {
                BeginDeactivating(wasValid: true);
            }
            else
            {
                _state = ActivationState.Valid;
            }

            _used = true;
        }

        if (failure is not null)
        {
            Class.Engine.LogActivationFailed(this, failure);
        }
    }

    private async Task StartAsync()
    {
        var states = ActivationStartup.Construct(this, out _instance);
        using var deadline = Class.Engine.StartDeadline(Class.Engine.ActivationTimeout);
        if (_extras?.Lifecycle is { } lifecycle)
        {
            await lifecycle.StartAsync(int.MinValue, GrainLifecycleStage.SetupState, deadline.Token);
            await ReadAsync(states, deadline.Token);
            await lifecycle.StartAsync(GrainLifecycleStage.SetupState, int.MaxValue, deadline.Token);
        }
        else
        {
            await ReadAsync(states, deadline.Token);
        }

        if (_instance is IGrainBase grain)
        {
            var activate = grain.OnActivateAsync(deadline.Token);
            await (activate.IsCompleted ? activate : activate.WaitAsync(deadline.Token));
        }
    }

    private static async Task ReadAsync(List<ILifecycleObserver>? states, CancellationToken cancellationToken)
    {
        foreach (var state in states ?? [])
        {
            await state.OnStart(cancellationToken);
        }
    }

    private async Task EndAsync()
    {
        var extras = Extras;
        using var deadline = Class.Engine.StartDeadline(Class.Engine.DeactivationTimeout, extras.DeactivationCancellation);
        StopTimers();
        if (extras.WasValid && _instance is IGrainBase grain)
        {
            await TryAsync(static (step, token) => step.grain.OnDeactivateAsync(step.extras.Reason, token), (grain, extras), deadline.Token);
        }

        if (extras.Lifecycle is { } lifecycle)
        {
            await TryAsync(static (step, token) => step.StopAsync(token), lifecycle, deadline.Token);
        }

        if (_instance is IAsyncDisposable asyncDisposable)
        {
            await TryAsync(static (step, _) => step.DisposeAsync().AsTask(), asyncDisposable, deadline.Token);
        }
        else if (_instance is IDisposable disposable)
        {
            await TryAsync(
                static (step, _) =>
                {
                    step.Dispose();
                    return Task.CompletedTask;
                },
                disposable,
                deadline.Token);
        }

        if (extras.Scope is { } scope)
        {
            await TryAsync(static (step, _) => step.DisposeAsync().AsTask(), scope, deadline.Token);
        }

        Vanish();
    }

    /// <summary>One step of the end; its failure is logged and the end goes on.</summary>
    private async Task TryAsync<TStep>(Func<TStep, CancellationToken, Task> run, TStep step, CancellationToken cancellationToken)
    {
        try
        {
            await run(step, cancellationToken).WaitAsync(cancellationToken);
        }
#pragma warning disable CA1031 // The end must go on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Class.Engine.LogDeactivationFailed(this, exception);
        }
    }

    private void StopTimers()
    {
        GrainTimer[] timers;
        lock (this)
        {
            timers = [.. _extras?.Timers ?? []];
        }

        foreach (var timer in timers)
        {
            timer.Dispose();
        }
    }

    /// <summary>Leaves the directory; calls that still wait go on to the next activation, or fail if this one could not be activated.</summary>
    private void Vanish()
    {
        if (Pool is { } pool)
        {
            pool.Remove(this);
        }
        else
        {
            Class.Remove(this);
        }

        GrainCall? waiting;
        lock (this)
        {
            _state = ActivationState.Invalid;
            waiting = _firstWaiting;
            _firstWaiting = _lastWaiting = null;
            _waiting = _waitingThatMayInterleave = 0;
        }

        for (GrainCall? call = waiting, next; call is not null; call = next)
        {
            next = call.Next;
            if (call.IsLocal)
            {
                continue;
            }

            if (_extras!.Reason is { ReasonCode: DeactivationReasonCode.ActivationFailed, Exception: { } failure })
            {
                call.Fail(failure);
            }
            else
            {
                Class.Post(Key, call);
            }
        }

        _extras!.Deactivated?.TrySetResult();
    }

    private Dictionary<string, object>? FirstWaitingContext()
    {
        lock (this)
        {
            return _firstWaiting?.Context;
        }
    }
}
