using Microsoft.Extensions.Logging;

namespace FleetActors.Alerts;

internal sealed partial class AlertGrain
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Alert {AlertId} opened as {Severity} with policy {PolicyId}")]
    private static partial void LogOpened(ILogger log, string alertId, Severity severity, string policyId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Alert {AlertId}: device {DeviceId} could not be asked for its phone number and is not called back now")]
    private static partial void LogDeviceNotAsked(ILogger log, Exception exception, string alertId, string deviceId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Alert {AlertId}: the result of {EffectId} could not be stored and is kept for the next try")]
    private static partial void LogResultNotStored(ILogger log, Exception exception, string alertId, string effectId);
}
