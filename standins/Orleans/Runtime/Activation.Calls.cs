using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>Calls on their way through: taken, run, ended.</summary>
internal sealed partial class Activation
{
    // The call others have to wait for. As in the real runtime, interleaving calls never become it, and when it ends while calls that ran beside it
    // go on, the next call does not wait for those.
    private GrainCall? _blocking;

    private int _running;

    private bool IsFree => _running == 0 && _firstWaiting is null && _state <= ActivationState.Valid;

    /// <summary>Takes a call to run it when it may. False: this activation is gone.</summary>
    public bool TryPost(GrainCall call)
    {
        bool start;
        lock (this)
        {
            if (_state == ActivationState.Invalid)
            {
                return false;
            }

            if (Class.QueueLimit > 0 && _waiting >= Class.QueueLimit && !call.IsLocal)
            {
                call.Fail(new LimitExceededException("MaxEnqueuedRequests", _waiting, Class.QueueLimit, this));
                return true;
            }

            call.Activation = this;
            Append(call);
            start = (_state != ActivationState.Valid || MayRun(call)) && TryBeginExecuting();
        }

        if (start)
        {
            StartExecuting();
        }

        return true;
    }

    /// <summary>A call that went on asynchronously has ended.</summary>
    public void OnCallFinished(GrainCall call)
    {
        bool start;
        lock (this)
        {
            Release(call);
            start = (_firstWaiting is not null || _state == ActivationState.Deactivating || Pool is { HasWaiting: true }) && TryBeginExecuting();
        }

        if (start)
        {
            StartExecuting();
        }
    }

    /// <summary>The method has failed; the caller is told apart from this.</summary>
    public void OnCallFailed(GrainCall call, Task task)
    {
        var failure = task.Exception?.InnerException;
        if (failure is InconsistentStateException { IsSourceActivation: true } inconsistent)
        {
            inconsistent.IsSourceActivation = false;
            Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, failure, "The stored state was changed by another writer."));
        }

        if (failure is not null)
        {
            Class.Engine.LogCallFailed(call, failure);
        }
    }

    /// <summary>Takes a call only if nothing runs or waits here.</summary>
    public bool TryPostIfFree(GrainCall call)
    {
        bool start;
        lock (this)
        {
            if (!IsFree)
            {
                return false;
            }

            call.Activation = this;
            Append(call);
            start = TryBeginExecuting();
        }

        if (start)
        {
            StartExecuting();
        }

        return true;
    }

    /// <summary>Has a free stateless worker look into its pool's queue.</summary>
    public void WakeIfFree()
    {
        bool start;
        lock (this)
        {
            start = IsFree && TryBeginExecuting();
        }

        if (start)
        {
            StartExecuting();
        }
    }

    /// <summary>Runs a call and those that may follow at once. Runs as a task of this scheduler.</summary>
    private void RunCalls(GrainCall first)
    {
        var call = first;
        for (var i = 0; call is not null && i < Quantum; i++)
        {
            if (i > 0)
            {
                ForgetFlow();
            }

            var ended = RunCall(call);
            lock (this)
            {
                if (ended)
                {
                    Release(call);
                }

                // Leaving without the next call is always right: the thread looks again for what waits.
                call = _nextTask is null && i + 1 < Quantum && _state == ActivationState.Valid ? TakeCall() : null;
            }
        }
    }

    /// <summary>A method that is not async can leave values in the flow; the next call must not see them.</summary>
    private static void ForgetFlow()
    {
        if (!ReferenceEquals(ExecutionContext.Capture(), EmptyContext))
        {
            ExecutionContext.Restore(EmptyContext);
        }
    }

    private bool RunCall(GrainCall call)
    {
        if (call.Context is { } context)
        {
            RequestContext.Current = context;
        }

        return call.Run(_instance!);
    }

    private void Admit(GrainCall call)
    {
        call.Activation = this;
        _running++;
        _used |= call.IsKeepAlive;
        if (_blocking is null && !call.IsAlwaysInterleave)
        {
            _blocking = call;
        }
    }

    private void Release(GrainCall call)
    {
        _running--;
        _used |= call.IsKeepAlive;
        if (ReferenceEquals(_blocking, call))
        {
            _blocking = null;
        }
    }
}
