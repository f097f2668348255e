namespace FleetActors.Storage;

/// <summary>A grain's state as it is stored: what is being written is not shown before it is, not even to calls that interleave with the write.</summary>
/// <remarks>One write at a time, from the grain's own turns.</remarks>
internal sealed class Durable<T>(IPersistentState<T> stored)
{
    private bool _isWriting;
    private T? _before;

    /// <summary>What is stored; what the type begins with when nothing is.</summary>
    public T State => _isWriting ? _before! : stored.State;

    /// <summary>Stores the next state; when that fails the state stays what is stored.</summary>
    public async Task ReplaceAsync(T next)
    {
        var before = stored.State;
        (_before, _isWriting) = (before, true);
        try
        {
            stored.State = next;
            await stored.WriteStateAsync();
        }
        catch
        {
            stored.State = before;
            throw;
        }
        finally
        {
            (_before, _isWriting) = (default, false);
        }
    }
}
