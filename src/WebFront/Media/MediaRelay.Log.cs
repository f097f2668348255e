namespace FleetActors.Media;

internal sealed partial class MediaRelay
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A call's sound waits, the call cannot be reached: {Reason}")]
    private static partial void LogUnreachable(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stream {StreamId}: sound is dropped, the call does not take it in time")]
    private static partial void LogLoss(ILogger log, string streamId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stream {StreamId} is told to its call again, which has moved")]
    private static partial void LogOpensAgain(ILogger log, string streamId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stream {StreamId}: its end could not be told to the call: {Reason}")]
    private static partial void LogNotClosed(ILogger log, string streamId, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Stream {StreamId}: sound is lost, the call failed unexpectedly")]
    private static partial void LogFailed(ILogger log, Exception exception, string streamId);
}
