namespace Orleans.Runtime;

/// <summary>A call of a method that gives <see cref="ValueTask"/>. Subclasses are made at run time, one for each method.</summary>
internal abstract class ValueTaskCall(CallMethod method) : AnsweredCall<Nothing>(method)
{
    private bool _ended;

    /// <summary>The method's own outcome, for a caller on whose stack the call has run to its end.</summary>
    public ValueTask Immediate => _ended ? default : new ValueTask(Outcome!);

    public sealed override bool Run(object instance)
    {
        try
        {
            var task = Activation!.Class.IsFiltered ? new ValueTask(InvokeFilteredAsync(instance)) : Invoke(instance);
            if (!task.IsCompletedSuccessfully)
            {
                return Take(task.AsTask());
            }

            task.GetAwaiter().GetResult();
            _ended = true;
            return Take(default(Nothing));
        }
#pragma warning disable CA1031 // Whatever the method throws belongs to its caller.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Take(Task.FromException(exception));
        }
    }

    /// <summary>Calls the method.</summary>
    protected abstract ValueTask Invoke(object instance);

    protected sealed override async Task<object?> InvokeBoxedAsync(object instance)
    {
        await Invoke(instance);
        return null;
    }
}

/// <summary>A call of a method that gives <see cref="ValueTask{TResult}"/>. Subclasses are made at run time, one for each method.</summary>
internal abstract class ValueTaskCall<TResult>(CallMethod method) : AnsweredCall<TResult>(method)
{
    private bool _ended;

    private TResult? _value;

    /// <inheritdoc cref="ValueTaskCall.Immediate"/>
    public ValueTask<TResult> Immediate => _ended ? new ValueTask<TResult>(_value!) : new ValueTask<TResult>((Task<TResult>)Outcome!);

    public sealed override bool Run(object instance)
    {
        try
        {
            var task = Activation!.Class.IsFiltered ? new ValueTask<TResult>(InvokeFilteredAsync(instance)) : Invoke(instance);
            if (!task.IsCompletedSuccessfully)
            {
                return Take(task.AsTask());
            }

            _value = task.Result;
            _ended = true;
            return Take(_value);
        }
#pragma warning disable CA1031 // Whatever the method throws belongs to its caller.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Take(Task.FromException<TResult>(exception));
        }
    }

    /// <summary>Calls the method.</summary>
    protected abstract ValueTask<TResult> Invoke(object instance);

    protected sealed override async Task<object?> InvokeBoxedAsync(object instance) => await Invoke(instance);
}
