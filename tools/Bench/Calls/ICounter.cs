namespace FleetActors.Bench.Calls;

/// <summary>The smallest stateful actor.</summary>
internal interface ICounter
{
    /// <summary>Adds and returns the sum.</summary>
    Task<long> AddAsync(long amount);
}

/// <summary><see cref="ICounter"/> as a grain.</summary>
[Alias("bench.counter")]
public interface ICounterGrain : IGrainWithIntegerKey
{
    /// <summary>Adds and returns the sum.</summary>
    [Alias("Add")]
    Task<long> AddAsync(long amount);
}
