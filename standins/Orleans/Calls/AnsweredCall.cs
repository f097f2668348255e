namespace Orleans.Runtime;

/// <summary>The result of a method that gives none.</summary>
internal readonly struct Nothing;

/// <summary>A call whose caller waits for its end.</summary>
internal abstract class AnsweredCall<TResult>(CallMethod method) : GrainCall(method)
{
    private TaskCompletionSource<TResult>? _answer;

    /// <summary>The caller's task, once <see cref="PrepareAnswer"/> was called.</summary>
    public Task<TResult> Answer => _answer!.Task;

    /// <summary>What the method gave back when it ended before it returned; null otherwise.</summary>
    protected Task? Outcome { get; private set; }

    public override void PrepareAnswer() => _answer ??= new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);

    public override void Fail(Exception exception)
    {
        if (!TryAnswer())
        {
            return;
        }

        if (exception is OperationCanceledException canceled)
        {
            _answer!.TrySetCanceled(canceled.CancellationToken);
        }
        else
        {
            _answer!.TrySetException(exception);
        }
    }

    /// <summary>Takes the method's task. True: it is complete.</summary>
    protected bool Take(Task task)
    {
        if (task.IsCompleted)
        {
            Outcome = task;
            Pass(task);
            return true;
        }

        PrepareAnswer();

        // Ends on whatever thread the task ends, mostly the activation's own: answering and looking for the next call need no thread change.
        task.ContinueWith(
            static (ended, state) =>
            {
                var call = (AnsweredCall<TResult>)state!;
                call.Pass(ended);
                call.Finish();
            },
            this,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return false;
    }

    /// <summary>Calls the method and gives its result as an object; null for none.</summary>
    protected abstract Task<object?> InvokeBoxedAsync(object instance);

    /// <summary>Calls the method through the filters.</summary>
    protected async Task<TResult> InvokeFilteredAsync(object instance)
    {
        var context = new IncomingCallContext(this, instance, Activation!.Class.Engine.Filters.For(instance), () => InvokeBoxedAsync(instance));
        await context.Invoke();
        return context.Result is TResult result ? result : default!;
    }

    /// <summary>Takes a value that was there at once.</summary>
    protected bool Take(TResult value)
    {
        if (_answer is not null && TryAnswer())
        {
            _answer.TrySetResult(value);
        }

        return true;
    }

    private void Pass(Task task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            Activation!.OnCallFailed(this, task);
        }

        if (_answer is null || !TryAnswer())
        {
            return;
        }

        if (task is Task<TResult> typed)
        {
            _answer.TrySetFromTask(typed);
        }
        else if (task.IsFaulted)
        {
            _answer.TrySetException(task.Exception!.InnerExceptions);
        }
        else if (task.IsCanceled)
        {
            _answer.TrySetCanceled(CallFailures.CancellationOf(task));
        }
        else
        {
            _answer.TrySetResult(default!);
        }
    }
}
