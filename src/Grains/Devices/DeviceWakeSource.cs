using FleetActors.Directory;
using FleetActors.Recovery;
using Microsoft.Extensions.Logging;

namespace FleetActors.Devices;

/// <summary>Wakes devices with a timed rule that has come due while the device was not in memory.</summary>
internal sealed partial class DeviceWakeSource(IDeviceIndex index, IGrainFactory grains, ILogger<DeviceWakeSource> logger) : IWakeSource
{
    private const int PageSize = 1_000;
    private const int AtOnce = 64;

    public async Task WakeAsync(SweepShare share, DateTimeOffset now, bool starting, CancellationToken cancellationToken)
    {
        var overdue = await index.OverdueAsync(share, now, PageSize, cancellationToken);
        foreach (var some in overdue.Chunk(AtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAll(some.Select(WakeOneAsync));
        }
    }

    private async Task WakeOneAsync(string deviceId)
    {
        try
        {
            await grains.GetDevice(deviceId).WakeAsync();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // One device that cannot be woken must not keep the others asleep; the next sweep finds it again.
            LogNotWoken(failure, deviceId);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Device {DeviceId} could not be woken; the next sweep tries again")]
    private partial void LogNotWoken(Exception failure, string deviceId);
}
