namespace FleetActors.Storage;

internal static class PersistentStateExtensions
{
    /// <summary>Stores the next state; when that fails the state in memory stays what is stored.</summary>
    public static async Task ReplaceAsync<T>(this IPersistentState<T> stored, T next)
    {
        var before = stored.State;
        stored.State = next;
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            stored.State = before;
            throw;
        }
    }
}
