using System.Runtime.CompilerServices;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>Which call may run when.</summary>
internal sealed partial class Activation
{
    private static readonly ExecutionContext EmptyContext = CaptureEmptyContext();

    private GrainCall? _firstWaiting;

    private GrainCall? _lastWaiting;

    private int _waiting;

    // Spares looking through a long queue for a call that could run beside the blocking one.
    private int _waitingThatMayInterleave;

    // The call others have to wait for. As in the real runtime, interleaving calls never become it, and when it ends while calls that ran beside it
    // go on, the next call does not wait for those.
    private GrainCall? _blocking;

    private int _running;

    private bool IsFree => _running == 0 && _firstWaiting is null && _state <= ActivationState.Valid;

    /// <summary>Runs the call on this stack, if nothing runs or waits here. False: it has not run.</summary>
    public bool TryRunInline(GrainCall call, out bool ended)
    {
        ended = false;
        var thread = TurnThread.Current;
        if (!thread.MayRunInline() || !RuntimeHelpers.TryEnsureSufficientExecutionStack() || ExecutionContext.Capture() is not { } callerContext)
        {
            return false;
        }

        lock (this)
        {
            if (_executing || _state != ActivationState.Valid || _nextTask is not null || _firstWaiting is not null || !MayRun(call))
            {
                return false;
            }

            _executing = true;
            Admit(call);
        }

        // Nothing of the caller's flow may reach the grain, except what the call carries.
        var switchContext = !ReferenceEquals(callerContext, EmptyContext);
        if (switchContext)
        {
            ExecutionContext.Restore(EmptyContext);
        }

        var previous = thread.Enter(this);
        try
        {
            new Task(static state => RunInline((GrainCall)state!), call).RunSynchronously(this);
            ended = call.HasEndedInline;
        }
        finally
        {
            thread.Leave(previous);
            if (switchContext)
            {
                ExecutionContext.Restore(callerContext);
            }

            LeaveInline(ended ? call : null);
        }

        return true;
    }

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

    public void EnterReentrantSection(Guid id)
    {
        lock (this)
        {
            var sections = Extras.ReentrantSections ??= [];
            sections[id] = sections.GetValueOrDefault(id) + 1;
        }
    }

    public void ExitReentrantSection(Guid id)
    {
        lock (this)
        {
            if (_extras?.ReentrantSections is { } sections && sections.TryGetValue(id, out var count))
            {
                if (count > 1)
                {
                    sections[id] = count - 1;
                }
                else
                {
                    sections.Remove(id);
                }
            }
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

    private static ExecutionContext CaptureEmptyContext()
    {
        ExecutionContext? context = null;
        var thread = new Thread(() => context = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return context!;
    }

    private static void RunInline(GrainCall call) => call.HasEndedInline = call.Activation!.RunCall(call);

    private void LeaveInline(GrainCall? ended)
    {
        lock (this)
        {
            if (ended is not null)
            {
                Release(ended);
            }

            if (_nextTask is null && _firstWaiting is null && _state == ActivationState.Valid)
            {
                _executing = false;
                return;
            }
        }

        StartExecuting();
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

    private GrainCall? TakeCall()
    {
        if (_running > 0 && _blocking is not null && _waitingThatMayInterleave == 0)
        {
            return null;
        }

        GrainCall? before = null;
        for (var call = _firstWaiting; call is not null; call = call.Next)
        {
            if (_state != ActivationState.Valid && !(call.IsLocal && _state == ActivationState.Deactivating))
            {
                return null;
            }

            // Nobody waits for it any more: it must not run.
            if (call.IsAnswered)
            {
                Unlink(before, call);
                continue;
            }

            if (MayRun(call))
            {
                Unlink(before, call);
                Admit(call);
                return call;
            }

            before = call;
        }

        if (_running == 0 && _state == ActivationState.Valid && Pool?.TryTake() is { } pooled)
        {
            pooled.Activation = this;
            Admit(pooled);
            return pooled;
        }

        return null;
    }

    private bool MayRun(GrainCall call)
        => _running == 0
            || _blocking is null
            || call.IsAlwaysInterleave
            || Class.IsReentrant
            || (_blocking.Method.IsReadOnly && call.Method.IsReadOnly)
            || (call.Context is not null && IsReentrantChain(call.Context))
            || (Class.MayInterleave is { } mayInterleave && (mayInterleave(_instance, call) || mayInterleave(_instance, _blocking)));

    private bool IsReentrantChain(Dictionary<string, object> context)
        => _extras?.ReentrantSections is { } sections && context.TryGetValue(RequestContext.ReentrancyKey, out var id) && sections.ContainsKey((Guid)id);

    private bool CouldInterleave(GrainCall call)
        => call.IsAlwaysInterleave || call.Method.IsReadOnly || call.Context is not null || Class.IsReentrant || Class.MayInterleave is not null;

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

    private void Append(GrainCall call)
    {
        call.Next = null;
        if (_lastWaiting is null)
        {
            _firstWaiting = call;
        }
        else
        {
            _lastWaiting.Next = call;
        }

        _lastWaiting = call;
        _waiting++;
        _waitingThatMayInterleave += CouldInterleave(call) ? 1 : 0;
    }

    private void Unlink(GrainCall? before, GrainCall call)
    {
        if (before is null)
        {
            _firstWaiting = call.Next;
        }
        else
        {
            before.Next = call.Next;
        }

        if (ReferenceEquals(_lastWaiting, call))
        {
            _lastWaiting = before;
        }

        _waiting--;
        _waitingThatMayInterleave -= CouldInterleave(call) ? 1 : 0;
    }
}
