namespace FleetActors.Storage.Sqlite;

/// <summary>A write that waits for its commit. Whoever waits for it never goes on on the writer's thread.</summary>
internal sealed class PendingWrite(SqliteStatement statement, object?[] values) : TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private object? _result;
    private Exception? _failure;

    public SqliteStatement Statement { get; } = statement;

    public object?[] Values { get; } = values;

    /// <summary>What the statement returned; told to the caller with <see cref="Complete"/>.</summary>
    public void Succeeded(object? result) => _result = result;

    /// <summary>The statement failed by itself; told to the caller with <see cref="Complete"/>.</summary>
    public void Failed(Exception failure) => _failure = failure;

    /// <summary>The transaction has been committed.</summary>
    public void Complete()
    {
        if (_failure is null)
        {
            SetResult(_result);
        }
        else
        {
            SetException(_failure);
        }
    }

    /// <summary>The transaction has not been committed, or nobody knows.</summary>
    public void Abandon(Exception reason) => SetException(_failure ?? new IOException($"The write was not committed: {reason.Message}", reason));
}
