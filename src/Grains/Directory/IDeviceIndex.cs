using FleetActors.Recovery;

namespace FleetActors.Directory;

/// <summary>The index table of devices, kept by the storage with their state, and their last-seen times, written in bulk.</summary>
public interface IDeviceIndex
{
    /// <summary>Ids of devices with a timed rule that has come due, the longest overdue first.</summary>
    Task<IReadOnlyList<string>> OverdueAsync(SweepShare share, DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Devices in order of id, after <paramref name="afterId"/>; null fleet means any.</summary>
    Task<IReadOnlyList<DeviceIndexRow>> ListAsync(string? fleetId, int limit, string? afterId, CancellationToken cancellationToken);

    /// <summary>Stores last-seen times; an older time never replaces a newer one. Safe to repeat.</summary>
    Task SaveLastSeenAsync(IReadOnlyCollection<DeviceSeen> seen, CancellationToken cancellationToken);
}

/// <summary>A device as lists show it.</summary>
public sealed record DeviceIndexRow(string DeviceId, string? FleetId, int Breaches, DateTimeOffset? LastSeen);

/// <summary>When a device was last heard of.</summary>
public readonly record struct DeviceSeen(string DeviceId, DateTimeOffset At);
