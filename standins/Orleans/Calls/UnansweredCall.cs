namespace Orleans.Runtime;

/// <summary>A call nobody waits for; its failure is logged.</summary>
internal abstract class UnansweredCall(CallMethod method) : GrainCall(method)
{
    public sealed override bool Run(object instance)
    {
        Task? task;
        try
        {
            task = Activation!.Class.IsFiltered ? InvokeFilteredAsync(instance) : Invoke(instance);
        }
#pragma warning disable CA1031 // Whatever the method throws ends here.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            task = Task.FromException(exception);
        }

        if (task is null or { IsCompletedSuccessfully: true })
        {
            return true;
        }

        if (task.IsCompleted)
        {
            Activation!.OnCallFailed(this, task);
            return true;
        }

        task.ContinueWith(
            static (ended, state) =>
            {
                var call = (UnansweredCall)state!;
                if (!ended.IsCompletedSuccessfully)
                {
                    call.Activation!.OnCallFailed(call, ended);
                }

                call.Finish();
            },
            this,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return false;
    }

    public override void Fail(Exception exception) => Activation?.Class.Engine.LogUnansweredCallFailed(this, exception);

    /// <summary>Calls the method; null counts as ended.</summary>
    protected abstract Task? Invoke(object instance);

    private Task InvokeFilteredAsync(object instance)
    {
        var context = new IncomingCallContext(this, instance, Activation!.Class.Engine.Filters.For(instance), async () =>
        {
            await (Invoke(instance) ?? Task.CompletedTask);
            return null;
        });
        return context.Invoke();
    }
}
