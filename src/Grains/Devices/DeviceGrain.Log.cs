using Microsoft.Extensions.Logging;

namespace FleetActors.Devices;

internal sealed partial class DeviceGrain
{
    private void LogCreated(string deviceId, string fleetId) => Created(shared.Logger, deviceId, fleetId);

    private void LogFired(string deviceId, string rule, string alertId) => Fired(shared.Logger, deviceId, rule, alertId);

    private void LogCleared(string deviceId, string rule, string alertId) => Cleared(shared.Logger, deviceId, rule, alertId);

    private void LogWakeFailed(Exception failure, string deviceId) => WakeFailed(shared.Logger, failure, deviceId);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Device {DeviceId} came unannounced; created in fleet {FleetId}")]
    private static partial void Created(ILogger logger, string deviceId, string fleetId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Device {DeviceId}: rule {Rule} fired, alert {AlertId}")]
    private static partial void Fired(ILogger logger, string deviceId, string rule, string alertId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Device {DeviceId}: rule {Rule} cleared, alert {AlertId}")]
    private static partial void Cleared(ILogger logger, string deviceId, string rule, string alertId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Device {DeviceId}: what was due could not be done; trying again")]
    private static partial void WakeFailed(ILogger logger, Exception failure, string deviceId);
}
