namespace FleetActors.Devices;

/// <summary>From device ids to grains.</summary>
public static class DeviceGrainFactoryExtensions
{
    // Orleans' SQL storage reads a key of hex digits alone as a number, so that the devices "42" and "042", or "a" and "0A", would share one row.
    // The prefix keeps them apart. Part of the data format: never change it.
    private const string KeyPrefix = "device/";

    /// <summary>The device's grain.</summary>
    /// <exception cref="ArgumentException">The text is not a device id.</exception>
    public static IDeviceGrain GetDevice(this IGrainFactory grains, string deviceId)
    {
        if (!DeviceId.IsWellFormed(deviceId))
        {
            throw new ArgumentException($"A device id {DeviceId.Rule}.", nameof(deviceId));
        }

        return grains.GetGrain<IDeviceGrain>(KeyPrefix + deviceId);
    }

    /// <summary>The device id in a grain's key.</summary>
    /// <exception cref="ArgumentException">The key was not made by <see cref="GetDevice"/>.</exception>
    public static string DeviceIdOf(string grainKey) =>
        grainKey.StartsWith(KeyPrefix, StringComparison.Ordinal) && DeviceId.IsWellFormed(grainKey.AsSpan(KeyPrefix.Length))
            ? grainKey[KeyPrefix.Length..]
            : throw new ArgumentException($"'{grainKey}' is not a device's grain key. Use {nameof(GetDevice)} to reach a device.", nameof(grainKey));
}
