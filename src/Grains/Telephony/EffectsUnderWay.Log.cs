using Microsoft.Extensions.Logging;

namespace FleetActors.Telephony;

internal sealed partial class EffectsUnderWay
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Owner}: {EffectId} was lost on its way and goes out again")]
    private static partial void LogLost(ILogger log, string owner, string effectId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Owner}: nobody could say whether {EffectId} is on its way; it is asked again")]
    private static partial void LogNotAsked(ILogger log, Exception exception, string owner, string effectId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Owner} could not be woken by its timer; the sweep will")]
    private static partial void LogNotWoken(ILogger log, Exception exception, string owner);
}
