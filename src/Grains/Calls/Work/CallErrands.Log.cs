using Microsoft.Extensions.Logging;

namespace FleetActors.Calls;

internal sealed partial class CallErrands
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {CallId}: {EffectId} could not be done; it stays owed and is tried again")]
    private static partial void LogNotSent(ILogger log, Exception exception, string callId, string effectId);
}
