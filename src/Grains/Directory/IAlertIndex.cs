using FleetActors.Alerts;
using FleetActors.Recovery;

namespace FleetActors.Directory;

/// <summary>
/// The index table of alerts, kept by the storage in the transaction that stores an alert's state: what it says is never behind the alerts.
/// Every method may throw when the storage is away.
/// </summary>
public interface IAlertIndex
{
    /// <summary>Stored states, newest first.</summary>
    Task<AlertIndexPage> ListAsync(AlertIndexQuery query, CancellationToken cancellationToken);

    /// <summary>Ids of alerts whose wake time has come, the longest overdue first.</summary>
    Task<IReadOnlyList<string>> OverdueAsync(SweepShare share, DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Ids of alerts that owe something to the outside, in order of id, after <paramref name="afterId"/>.</summary>
    Task<IReadOnlyList<string>> OwingAsync(SweepShare share, string? afterId, int limit, CancellationToken cancellationToken);

    /// <summary>The unresolved alert with this dedup key, or null.</summary>
    Task<string?> FindOpenByDedupKeyAsync(string dedupKey, CancellationToken cancellationToken);

    /// <summary>Reply codes in use on a number by unresolved alerts.</summary>
    Task<IReadOnlyList<OpenPage>> OpenPagesAsync(string number, CancellationToken cancellationToken);

    /// <summary>
    /// Open alerts - neither resolved nor suppressed - of each of these owners, at most <paramref name="limit"/> of each: its most severe, among equals its newest.
    /// In no order; an alert comes once for each owner that it has. Costs a search by an index for each owner, however many alerts there are.
    /// </summary>
    /// <param name="owners">At most <see cref="AlertOwner.Most"/>.</param>
    Task<IReadOnlyList<OwnedAlert>> OpenOfAsync(IReadOnlyList<AlertOwner> owners, int limit, CancellationToken cancellationToken);

    /// <summary>How many alerts there are.</summary>
    Task<AlertCounts> CountAsync(CancellationToken cancellationToken);
}

/// <summary>Which alerts; null means any. <paramref name="Limit"/> 1 to 500; <paramref name="BeforeId"/>: only older ones.</summary>
public sealed record AlertIndexQuery(
    AlertStatus? Status,
    Severity? Severity,
    string? DeviceId,
    string? FleetId,
    string? Search,
    int Limit,
    string? BeforeId);

/// <summary>A page of stored states as UTF-8 JSON, and how many match in all.</summary>
public sealed record AlertIndexPage(IReadOnlyList<ReadOnlyMemory<byte>> States, long Total);

/// <summary>A reply code in use and whose it is.</summary>
public sealed record OpenPage(string Code, string AlertId);
