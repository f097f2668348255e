using Microsoft.Extensions.Logging;

namespace FleetActors.Alerts;

internal sealed partial class Errands
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Alert {AlertId}: {EffectId} could not be handed on; it stays owed and is tried again")]
    private static partial void LogNotSent(ILogger log, Exception exception, string alertId, string effectId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Alert {AlertId}: {EffectId} was lost on its way and goes out again")]
    private static partial void LogLost(ILogger log, string alertId, string effectId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Alert {AlertId}: nobody could say whether {EffectId} is on its way; it is asked again")]
    private static partial void LogNotAsked(ILogger log, Exception exception, string alertId, string effectId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An alert could not be woken by its timer; the sweep will")]
    private static partial void LogNotWoken(ILogger log, Exception exception);
}
