using System.Runtime.CompilerServices;

namespace Orleans.Runtime;

/// <summary>Calls that run on their caller's stack, where nothing else runs or waits.</summary>
internal sealed partial class Activation
{
    private static readonly ExecutionContext EmptyContext = CaptureEmptyContext();

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
}
