using FleetActors.Alerts;
using Microsoft.Extensions.Logging;

namespace FleetActors.OnCall;

internal sealed partial class PhoneGrain
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Text from {Number}: {Kind} for alert {AlertId}: {Outcome}")]
    private static partial void LogActed(ILogger logger, string number, ReplyKind kind, string alertId, ActionOutcome outcome);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Number} opted out of texts: {OptedOut}")]
    private static partial void LogOptOut(ILogger logger, string number, bool optedOut);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outbound queue is full; {Number} gets no help text")]
    private static partial void LogHelpDropped(ILogger logger, string number);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outbound queue could not be reached; {Number} gets no help text")]
    private static partial void LogHelpLost(ILogger logger, string number, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The reply codes of {Number} could not be released; tried again later")]
    private static partial void LogNotReleased(ILogger logger, string number, Exception exception);
}
