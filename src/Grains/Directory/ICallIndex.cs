using FleetActors.Calls;
using FleetActors.Recovery;

namespace FleetActors.Directory;

/// <summary>
/// The index table of calls, kept by the storage in the transaction that stores a call's state. Every method may throw when the storage is away.
/// </summary>
public interface ICallIndex
{
    /// <summary>Ids of calls that ring or talk, and of those that ended after <paramref name="endedAfter"/>; oldest first.</summary>
    Task<IReadOnlyList<string>> LiveAsync(DateTimeOffset endedAfter, int limit, CancellationToken cancellationToken);

    /// <summary>Ids of calls, newest first, and how many match in all. The limit is 1 to 500; <paramref name="beforeId"/>: only older ones.</summary>
    Task<CallIndexPage> ListAsync(CallStatus? status, int limit, string? beforeId, CancellationToken cancellationToken);

    /// <summary>Ids of calls whose wake time has come, the longest overdue first.</summary>
    Task<IReadOnlyList<string>> OverdueAsync(SweepShare share, DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Ids of calls that are not over or owe something to the outside, in order of id, after <paramref name="afterId"/>.</summary>
    Task<IReadOnlyList<string>> UnfinishedAsync(SweepShare share, string? afterId, int limit, CancellationToken cancellationToken);
}

/// <summary>A page of call ids.</summary>
public sealed record CallIndexPage(IReadOnlyList<string> CallIds, long Total);
