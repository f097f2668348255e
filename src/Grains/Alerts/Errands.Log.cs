using Microsoft.Extensions.Logging;

namespace FleetActors.Alerts;

internal sealed partial class Errands
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Alert {AlertId}: {EffectId} could not be handed on; it stays owed and is tried again")]
    private static partial void LogNotSent(ILogger log, Exception exception, string alertId, string effectId);
}
