using System.Collections.Immutable;

namespace FleetActors.Devices;

/// <summary>Lists devices from the index. Stateless; any integer key.</summary>
[Alias("fleet.device-directory")]
public interface IDeviceDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>One page of devices, in order of id.</summary>
    [Alias("List")]
    Task<DevicePage> ListAsync(DeviceQuery query);
}

/// <summary>Which devices to list.</summary>
/// <param name="FleetId">Only this fleet's; null for all.</param>
/// <param name="Limit">1 to 500.</param>
/// <param name="After">Device id from <see cref="DevicePage.Next"/>: only later ones.</param>
[GenerateSerializer, Immutable, Alias("fleet.device-query")]
public sealed record DeviceQuery(
    [property: Id(0)] string? FleetId,
    [property: Id(1)] int Limit,
    [property: Id(2)] string? After)
{
    /// <summary>Largest page.</summary>
    public const int MaxLimit = 500;
}

/// <summary>A page of devices.</summary>
/// <param name="Next">Pass as <see cref="DeviceQuery.After"/> for the next page; null on the last.</param>
[GenerateSerializer, Immutable, Alias("fleet.device-page")]
public sealed record DevicePage(
    [property: Id(0)] ImmutableArray<DeviceSummary> Devices,
    [property: Id(1)] string? Next);

/// <summary>A device as lists show it.</summary>
/// <param name="Breaches">How many of its rules have fired and not cleared.</param>
/// <param name="LastSeen">Up to a few seconds behind; null before the first reading was noted.</param>
[GenerateSerializer, Immutable, Alias("fleet.device-summary")]
public sealed record DeviceSummary(
    [property: Id(0)] string DeviceId,
    [property: Id(1)] string FleetId,
    [property: Id(2)] int Breaches,
    [property: Id(3)] DateTimeOffset? LastSeen);
