namespace FleetActors.Media;

internal sealed partial class MediaSession
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Media socket of call {CallId} opened")]
    private static partial void LogOpened(ILogger log, string? callId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Media socket of call {CallId} closed: {Reason}; {Frames} frames, {Garbage} unreadable messages")]
    private static partial void LogClosed(ILogger log, string? callId, string reason, long frames, long garbage);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Media socket of call {CallId}: the stream was refused: {Reason}")]
    private static partial void LogRefused(ILogger log, string callId, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Media socket of call {CallId}: unreadable messages are passed over")]
    private static partial void LogGarbage(ILogger log, string? callId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Media socket of call {CallId}: the provider says error {Code}, {Title}")]
    private static partial void LogComplaint(ILogger log, string? callId, long? code, string? title);
}
