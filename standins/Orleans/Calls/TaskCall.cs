namespace Orleans.Runtime;

/// <summary>A call of a method that gives <see cref="Task"/>. Subclasses are made at run time, one for each method.</summary>
internal abstract class TaskCall(CallMethod method) : AnsweredCall<Nothing>(method)
{
    /// <summary>The method's own task, for a caller on whose stack the call has run to its end.</summary>
    public Task Immediate => Outcome!;

    public sealed override bool Run(object instance)
    {
        Task task;
        try
        {
            task = Activation!.Class.IsFiltered ? InvokeFilteredAsync(instance) : Invoke(instance) ?? throw CallFailures.NullTask(this);
        }
#pragma warning disable CA1031 // Whatever the method throws belongs to its caller.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            task = Task.FromException(exception);
        }

        return Take(task);
    }

    /// <summary>Calls the method.</summary>
    protected abstract Task Invoke(object instance);

    protected sealed override async Task<object?> InvokeBoxedAsync(object instance)
    {
        await Invoke(instance);
        return null;
    }
}

/// <summary>A call of a method that gives <see cref="Task{TResult}"/>. Subclasses are made at run time, one for each method.</summary>
internal abstract class TaskCall<TResult>(CallMethod method) : AnsweredCall<TResult>(method)
{
    /// <inheritdoc cref="TaskCall.Immediate"/>
    public Task<TResult> Immediate => (Task<TResult>)Outcome!;

    public sealed override bool Run(object instance)
    {
        Task<TResult> task;
        try
        {
            task = Activation!.Class.IsFiltered ? InvokeFilteredAsync(instance) : Invoke(instance) ?? throw CallFailures.NullTask(this);
        }
#pragma warning disable CA1031 // Whatever the method throws belongs to its caller.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            task = Task.FromException<TResult>(exception);
        }

        return Take(task);
    }

    /// <summary>Calls the method.</summary>
    protected abstract Task<TResult> Invoke(object instance);

    protected sealed override async Task<object?> InvokeBoxedAsync(object instance) => await Invoke(instance);
}
