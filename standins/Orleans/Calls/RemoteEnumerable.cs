using System.Runtime.CompilerServices;

namespace Orleans.Runtime;

/// <summary>A call of a method that gives an asynchronous sequence. Subclasses are made at run time, one for each method.</summary>
internal abstract class EnumerationRequest<TItem>
{
    /// <summary>Calls the method.</summary>
    public abstract IAsyncEnumerable<TItem> Invoke(object instance);
}

/// <summary>
/// A sequence whose items are made by a grain: every step is a turn of the grain that may interleave. Steps have no response timeout.
/// </summary>
internal sealed class RemoteEnumerable<TItem>(GrainReference reference, EnumerationRequest<TItem> request) : IAsyncEnumerable<TItem>
{
    public async IAsyncEnumerator<TItem> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var source = new EnumerationSource<TItem>(request, cancellationToken);
        try
        {
            while (await StepAsync(new EnumerationStep<TItem>(source)))
            {
                yield return source.Current;
            }
        }
        finally
        {
            await StepAsync(new EnumerationEnd<TItem>(source));
        }
    }

    private ConfiguredTaskAwaitable<bool> StepAsync(AnsweredCall<bool> step)
    {
        reference.SendUntimed(step);
        return step.Answer.ConfigureAwait(true);
    }
}

/// <summary>The grain's side of a sequence.</summary>
internal sealed class EnumerationSource<TItem>(EnumerationRequest<TItem> request, CancellationToken cancellationToken)
{
    private object? _owner;

    private IAsyncEnumerator<TItem>? _enumerator;

    public TItem Current => _enumerator!.Current;

    public ValueTask<bool> MoveNextAsync(object instance)
    {
        _owner ??= instance;
        if (!ReferenceEquals(_owner, instance))
        {
            throw new EnumerationAbortedException("Enumeration aborted: the remote target does not have a record of this enumerator. The grain was deactivated.");
        }

        _enumerator ??= request.Invoke(instance).GetAsyncEnumerator(cancellationToken);
        return _enumerator.MoveNextAsync();
    }

    public ValueTask DisposeAsync(object instance)
        => _enumerator is not null && ReferenceEquals(_owner, instance) ? _enumerator.DisposeAsync() : default;
}

internal static class EnumerationMethods
{
    public static CallMethod Method { get; } = new(typeof(IAsyncEnumerator<object>), typeof(IAsyncEnumerator<object>).GetMethod(nameof(IAsyncEnumerator<object>.MoveNextAsync))!);
}

internal sealed class EnumerationStep<TItem>(EnumerationSource<TItem> source) : AnsweredCall<bool>(EnumerationMethods.Method)
{
    public override bool IsAlwaysInterleave => true;

    public override bool Run(object instance) => Take(MoveAsync(instance));

    protected override async Task<object?> InvokeBoxedAsync(object instance) => await MoveAsync(instance);

    private async Task<bool> MoveAsync(object instance) => await source.MoveNextAsync(instance);
}

internal sealed class EnumerationEnd<TItem>(EnumerationSource<TItem> source) : AnsweredCall<bool>(EnumerationMethods.Method)
{
    public override bool IsAlwaysInterleave => true;

    public override bool Run(object instance) => Take(DisposeAsync(instance));

    protected override async Task<object?> InvokeBoxedAsync(object instance) => await DisposeAsync(instance);

    private async Task<bool> DisposeAsync(object instance)
    {
        await source.DisposeAsync(instance);
        return true;
    }
}
