using FleetActors.Directory;
using FleetActors.Recovery;
using Microsoft.Extensions.Logging;

namespace FleetActors.Devices;

/// <summary>Wakes devices with a timed rule that has come due while the device was not in memory.</summary>
internal sealed partial class DeviceWakeSource(IDeviceIndex index, IGrainFactory grains, ILogger<DeviceWakeSource> log) : IWakeSource
{
    private readonly IndexWaker _waker = new(deviceId => grains.GetDevice(deviceId).WakeAsync(), (failure, deviceId) => LogNotWoken(log, failure, deviceId));

    public async Task WakeAsync(SweepShare share, DateTimeOffset now, bool starting, CancellationToken cancellationToken) =>
        await _waker.WakeAllAsync(await index.OverdueAsync(share, now, IndexWaker.PageSize, cancellationToken), cancellationToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Device {DeviceId} could not be woken; the next sweep tries again")]
    private static partial void LogNotWoken(ILogger log, Exception exception, string deviceId);
}
