using System.Collections.Immutable;

namespace FleetActors.Calls;

/// <summary>Which calls to list, newest first.</summary>
/// <param name="Limit">1 to 200.</param>
/// <param name="Before">Call id from <see cref="CallPage.Next"/>: only older ones.</param>
[GenerateSerializer, Immutable, Alias("fleet.calls.query")]
public sealed record CallQuery(
    [property: Id(0)] CallStatus? Status,
    [property: Id(1)] int Limit,
    [property: Id(2)] string? Before);

/// <summary>A page of calls without their timelines.</summary>
/// <param name="Total">How many match in all, whatever the limit.</param>
/// <param name="Next">Pass as <see cref="CallQuery.Before"/> for the next page; null on the last.</param>
[GenerateSerializer, Immutable, Alias("fleet.calls.page")]
public sealed record CallPage(
    [property: Id(0)] ImmutableArray<CallView> Calls,
    [property: Id(1)] long Total,
    [property: Id(2)] string? Next);

/// <summary>Lists of calls over the index table, each call asked for what it knows now. Stateless; any integer key.</summary>
[Alias("fleet.calls")]
public interface ICallDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>Calls that ring or talk, and those that ended less than five minutes ago; oldest first, at most 1000.</summary>
    [Alias("Live")]
    Task<ImmutableArray<CallView>> LiveAsync();

    /// <summary>One page of all calls.</summary>
    [Alias("List")]
    Task<CallPage> ListAsync(CallQuery query);
}
