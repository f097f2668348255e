using System.Collections.Immutable;

namespace FleetActors.Devices;

/// <summary>A device as the API shows it. Instants are UTC.</summary>
/// <param name="Profile">Its own profile; fleet and no overrides when none was put.</param>
/// <param name="Rules">The rules in force: the fleet's with the device's overrides.</param>
/// <param name="LastSeenAt">
/// When this process last took a reading of it, by the server's clock; null when that was before the device was last put into memory.
/// </param>
/// <param name="Values">
/// The newest value of each metric. In-range values are kept in memory only: after a restart those stored with the last rule change are shown.
/// </param>
/// <param name="States">Rules that are not at rest.</param>
[GenerateSerializer, Immutable, Alias("fleet.device.view")]
public sealed record DeviceView(
    [property: Id(0)] string DeviceId,
    [property: Id(1)] DeviceProfile Profile,
    [property: Id(2)] ImmutableArray<DeviceRule> Rules,
    [property: Id(3)] DateTimeOffset CreatedAt,
    [property: Id(4)] DateTimeOffset? LastSeenAt,
    [property: Id(5)] ImmutableArray<ReadingView> Values,
    [property: Id(6)] ImmutableArray<RuleStateView> States);

/// <summary>A value and its time.</summary>
[GenerateSerializer, Immutable, Alias("fleet.device.reading-view")]
public sealed record ReadingView(
    [property: Id(0)] string Metric,
    [property: Id(1)] MetricValue Value,
    [property: Id(2)] DateTimeOffset At);

/// <summary>Where a rule stands.</summary>
public enum RulePhase
{
    /// <summary>At rest; never shown.</summary>
    Unknown = 0,

    /// <summary>In breach, but not for long enough to fire.</summary>
    Pending = 1,

    /// <summary>Fired; its alert is open unless someone resolved it.</summary>
    Breached = 2,

    /// <summary>Back in range, but not for long enough to resolve.</summary>
    Clearing = 3,
}

/// <summary>A rule that is not at rest.</summary>
/// <param name="Since">When the phase began, by the time of the reading that began it.</param>
/// <param name="DueAt">When the rule acts next without a new reading.</param>
/// <param name="AlertId">Its alert; null while pending.</param>
[GenerateSerializer, Immutable, Alias("fleet.device.rule-state")]
public sealed record RuleStateView(
    [property: Id(0)] string Rule,
    [property: Id(1)] RulePhase Phase,
    [property: Id(2)] DateTimeOffset Since,
    [property: Id(3)] DateTimeOffset DueAt,
    [property: Id(4)] string? AlertId);
