namespace FleetActors.Recovery;

/// <summary>Wakes grains that an index names, some at once. One that cannot be woken does not keep the others asleep: the next sweep finds it again.</summary>
/// <param name="wake">Calls the grain of an id.</param>
/// <param name="onFailure">Told of one that could not be woken.</param>
internal sealed class IndexWaker(Func<string, Task> wake, Action<Exception, string> onFailure)
{
    /// <summary>Longest page to ask an index for.</summary>
    public const int PageSize = 1_000;

    private const int AtOnce = 64;

    /// <summary>Page by page, until one is not full.</summary>
    /// <param name="pageAfter">Ids in their order, after the one given; null for the first page.</param>
    public async Task WakeAllAsync(Func<string?, Task<IReadOnlyList<string>>> pageAfter, CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var page = await pageAfter(after);
            await WakeAllAsync(page, cancellationToken);
            after = page.Count < PageSize ? null : page[^1];
        }
        while (after is not null);
    }

    /// <summary>Each of them.</summary>
    public async Task WakeAllAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        foreach (var some in ids.Chunk(AtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAll(some.Select(WakeOneAsync));
        }
    }

    private async Task WakeOneAsync(string id)
    {
        try
        {
            await wake(id);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            onFailure(exception, id);
        }
    }
}
