using Microsoft.Extensions.Logging;

namespace FleetActors.Calls;

internal sealed partial class CallGrain
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {CallId}: the result of {EffectId} could not be stored and is kept for the next try")]
    private static partial void LogResultNotStored(ILogger log, Exception exception, string callId, string effectId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {CallId}: what was heard last could not be stored")]
    private static partial void LogNotKept(ILogger log, Exception exception, string callId);
}
