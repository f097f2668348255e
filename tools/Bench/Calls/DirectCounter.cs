namespace FleetActors.Bench.Calls;

/// <summary>No actor at all: what an awaited interface call costs.</summary>
internal sealed class DirectCounter : ICounter
{
    private long _sum;

    public Task<long> AddAsync(long amount) => Task.FromResult(Interlocked.Add(ref _sum, amount));
}
