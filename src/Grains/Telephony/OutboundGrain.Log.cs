using Microsoft.Extensions.Logging;

namespace FleetActors.Telephony;

internal sealed partial class OutboundGrain
{
    [LoggerMessage(LogLevel.Warning, "Outbound queue is full ({Queued}): {OwnerId} must ask again for {EffectId}")]
    private partial void LogFull(int queued, string ownerId, string effectId);

    [LoggerMessage(LogLevel.Error, "The telephony adapter failed on {EffectId} of {OwnerId}")]
    private partial void LogFault(Exception fault, string ownerId, string effectId);

    [LoggerMessage(LogLevel.Warning, "{OwnerId} could not take the result of {EffectId} ({Outcome})")]
    private partial void LogUndelivered(Exception fault, string ownerId, string effectId, TelephonyOutcome outcome);

    [LoggerMessage(LogLevel.Warning, "Stopped with {UnderWay} commands under way; their owners will ask again")]
    private partial void LogCutOff(int underWay);
}
