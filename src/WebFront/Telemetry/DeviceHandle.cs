using FleetActors.Devices;

namespace FleetActors.Telemetry;

/// <summary>A device that sends telemetry, with the reference to its grain.</summary>
internal sealed class DeviceHandle(string id, uint hash, IDeviceGrain grain)
{
    /// <summary>The device id.</summary>
    public string Id { get; } = id;

    /// <summary>Of the id, as <see cref="Utf8Names.Hash"/> makes it.</summary>
    public uint Hash { get; } = hash;

    /// <summary>The grain.</summary>
    public IDeviceGrain Grain { get; } = grain;
}
