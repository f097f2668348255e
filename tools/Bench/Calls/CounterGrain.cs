namespace FleetActors.Bench.Calls;

internal sealed class CounterGrain : Grain, ICounterGrain
{
    private long _sum;

    public Task<long> AddAsync(long amount) => Task.FromResult(_sum += amount);
}
