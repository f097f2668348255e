using System.Collections.Immutable;
using FleetActors.Alerts;

namespace FleetActors.Directory;

/// <summary>Which alerts to list; null means any. Newest first.</summary>
/// <param name="Search">Text to find in id, device, category or briefing, any case.</param>
/// <param name="Limit">1 to 500.</param>
/// <param name="Before">Alert id from <see cref="AlertPage.Next"/>: only older ones.</param>
[GenerateSerializer, Immutable, Alias("fleet.directory.query")]
public sealed record AlertQuery(
    [property: Id(0)] AlertStatus? Status,
    [property: Id(1)] Severity? Severity,
    [property: Id(2)] string? DeviceId,
    [property: Id(3)] string? FleetId,
    [property: Id(4)] string? Search,
    [property: Id(5)] int Limit,
    [property: Id(6)] string? Before);

/// <summary>A page of alerts, newest first, without their timelines.</summary>
/// <param name="Total">How many match in all, whatever the limit.</param>
/// <param name="Next">Pass as <see cref="AlertQuery.Before"/> for the next page; null on the last.</param>
[GenerateSerializer, Immutable, Alias("fleet.directory.page")]
public sealed record AlertPage(
    [property: Id(0)] ImmutableArray<AlertView> Alerts,
    [property: Id(1)] long Total,
    [property: Id(2)] string? Next);

/// <summary>How many alerts there are.</summary>
/// <param name="Active">Neither resolved nor suppressed.</param>
[GenerateSerializer, Immutable, Alias("fleet.directory.counts")]
public sealed record AlertCounts([property: Id(0)] long Total, [property: Id(1)] long Active);

/// <summary>Lists and counts over the index tables. Stateless; any integer key.</summary>
[Alias("fleet.directory")]
public interface IDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>One page of alerts.</summary>
    [Alias("ListAlerts")]
    Task<AlertPage> ListAlertsAsync(AlertQuery query);

    /// <summary>Alert counts.</summary>
    [Alias("CountAlerts")]
    Task<AlertCounts> CountAlertsAsync();
}
