using Microsoft.Extensions.Logging;

namespace FleetActors.Deepgram.Streaming;

internal sealed partial class DeepgramSession
{
    [LoggerMessage(LogLevel.Information, "Call {CallId}: Deepgram listens from {Seconds} s on")]
    private partial void LogConnected(string callId, double seconds);

    [LoggerMessage(LogLevel.Warning, "Call {CallId}: Deepgram is away ({Reason}); next attempt in {Seconds} s")]
    private partial void LogLost(string callId, string reason, double seconds);

    [LoggerMessage(LogLevel.Error, "Call {CallId}: Deepgram refuses ({Reason}); the call goes on without live words")]
    private partial void LogRefused(string callId, string reason);

    [LoggerMessage(LogLevel.Error, "Call {CallId}: listening broke")]
    private partial void LogBroken(string callId, Exception failure);

    [LoggerMessage(LogLevel.Warning, "Call {CallId}: {Event} was not delivered")]
    private partial void LogNotDelivered(string callId, string @event, Exception failure);
}
