using Microsoft.Extensions.Logging;

namespace FleetActors.Telephony;

internal sealed partial class OutboundGrain
{
    [LoggerMessage(LogLevel.Warning, "Outbound queue is full ({Queued}): alert {AlertId} must ask again for {EffectId}")]
    private partial void LogFull(int queued, string alertId, string effectId);

    [LoggerMessage(LogLevel.Error, "The telephony adapter failed on {EffectId} of alert {AlertId}")]
    private partial void LogFault(Exception fault, string alertId, string effectId);

    [LoggerMessage(LogLevel.Warning, "Alert {AlertId} could not take the result of {EffectId} ({Outcome})")]
    private partial void LogUndelivered(Exception fault, string alertId, string effectId, TelephonyOutcome outcome);

    [LoggerMessage(LogLevel.Warning, "Stopped with {UnderWay} commands under way; their alerts will ask again")]
    private partial void LogCutOff(int underWay);
}
