using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>
/// A stored state of one activation. Its operations run one after the other; writes asked for while one that has not begun waits are that one.
/// </summary>
internal sealed class PersistentState<TState>(string name, Activation activation, IGrainStorage storage) : IPersistentState<TState>, ILifecycleObserver
{
    private readonly GrainState<TState> _state = new() { State = StateActivator<TState>.Create() };

    private Operation? _last;

    private bool _isRead;

    public TState State
    {
        get
        {
            RuntimeContext.Require();
            return _state.State!;
        }

        set
        {
            RuntimeContext.Require();
            if (!_isRead)
            {
                throw new InvalidOperationException($"State {name} of {activation.GrainId} has not been read yet.");
            }

            _state.State = value;
        }
    }

    public string? Etag => _state.ETag;

    public bool RecordExists => _isRead ? _state.RecordExists : throw new InvalidOperationException("State has not yet been loaded");

    public Task ReadStateAsync() => Run(OperationKind.Read, CancellationToken.None);

    public Task WriteStateAsync() => Run(OperationKind.Write, CancellationToken.None);

    public Task ClearStateAsync() => Run(OperationKind.Clear, CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken) => Run(OperationKind.Read, cancellationToken);

    public Task WriteStateAsync(CancellationToken cancellationToken) => Run(OperationKind.Write, cancellationToken);

    public Task ClearStateAsync(CancellationToken cancellationToken) => Run(OperationKind.Clear, cancellationToken);

    Task ILifecycleObserver.OnStart(CancellationToken cancellationToken) => _isRead ? Task.CompletedTask : ReadStateAsync(cancellationToken);

    Task ILifecycleObserver.OnStop(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task Run(OperationKind kind, CancellationToken cancellationToken)
    {
        RuntimeContext.Require();
        var last = _last is { Completion.IsCompleted: false } running ? running : null;
        if (last is { HasBegun: false, IsCancellable: false } && last.Kind == kind && kind != OperationKind.Read && !cancellationToken.CanBeCanceled)
        {
            return last.Completion;
        }

        var operation = new Operation(kind, cancellationToken.CanBeCanceled);
        operation.Completion = last is null ? BeginAsync(operation, cancellationToken) : BeginAfterAsync(last, operation, cancellationToken);
        _last = operation.Completion.IsCompleted ? null : operation;
        return operation.Completion;
    }

    private async Task BeginAfterAsync(Operation previous, Operation operation, CancellationToken cancellationToken)
    {
        await previous.Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await BeginAsync(operation, cancellationToken);
    }

    private async Task BeginAsync(Operation operation, CancellationToken cancellationToken)
    {
        operation.HasBegun = true;
        try
        {
            await CallStorage(operation.Kind, cancellationToken);
            _isRead |= operation.Kind == OperationKind.Read;
        }
        catch (Exception exception) when (exception is not OrleansException && !cancellationToken.IsCancellationRequested)
        {
            activation.Class.Engine.LogStorageFailed(exception, operation.Kind.ToString(), name, activation.GrainId);
            throw new OrleansException(
                $"Error from storage provider {storage.GetType().Name}.{name} during {operation.Kind}StateAsync for grain {activation.GrainId}: {exception.Message}",
                exception);
        }
    }

    private Task CallStorage(OperationKind kind, CancellationToken cancellationToken) => kind switch
    {
        OperationKind.Read => storage.ReadStateAsync(name, activation.GrainId, _state, cancellationToken),
        OperationKind.Write => storage.WriteStateAsync(name, activation.GrainId, _state, cancellationToken),
        _ => storage.ClearStateAsync(name, activation.GrainId, _state, cancellationToken),
    };

    private enum OperationKind
    {
        Read,
        Write,
        Clear,
    }

    private sealed class Operation(OperationKind kind, bool isCancellable)
    {
        public OperationKind Kind { get; } = kind;

        public bool IsCancellable { get; } = isCancellable;

        public bool HasBegun { get; set; }

        public Task Completion { get; set; } = Task.CompletedTask;
    }
}
