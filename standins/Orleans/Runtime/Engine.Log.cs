using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>What the engine has to say.</summary>
internal sealed partial class Engine
{
    public void LogCallFailed(GrainCall call, Exception exception)
    {
        if (call is UnansweredCall)
        {
            LogUnansweredCallFailed(call, exception);
        }
        else
        {
            LogAnsweredCallFailed(exception, call.Method, call.Activation!.GrainId);
        }
    }

    public void LogUnansweredCallFailed(GrainCall call, Exception exception) => LogUnansweredCallFailed(exception, call.Method, call.Activation?.ToString());

    public void LogActivationFailed(Activation activation, Exception exception) => LogActivationFailed(exception, activation.GrainId);

    public void LogDeactivationFailed(Activation activation, Exception exception) => LogDeactivationFailed(exception, activation.GrainId);

    public void LogTimerFailed(Activation activation, Exception exception) => LogTimerFailed(exception, activation.GrainId);

    [LoggerMessage(EventId = 1, Level = LogLevel.Debug, Message = "Call of {Method} to {GrainId} failed; its caller gets the exception")]
    private partial void LogAnsweredCallFailed(Exception exception, CallMethod method, GrainId grainId);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "Call of {Method} to {Activation} failed, and nobody waits for it")]
    private partial void LogUnansweredCallFailed(Exception exception, CallMethod method, string? activation);

    [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "Activating {GrainId} failed; the next call tries again")]
    private partial void LogActivationFailed(Exception exception, GrainId grainId);

    [LoggerMessage(EventId = 4, Level = LogLevel.Error, Message = "A step of deactivating {GrainId} failed; it is deactivated all the same")]
    private partial void LogDeactivationFailed(Exception exception, GrainId grainId);

    [LoggerMessage(EventId = 5, Level = LogLevel.Warning, Message = "A timer callback of {GrainId} failed; the timer goes on")]
    private partial void LogTimerFailed(Exception exception, GrainId grainId);

    [LoggerMessage(EventId = 6, Level = LogLevel.Warning, Message = "The time to stop is over while {Count} activations still end")]
    private partial void LogDrainCutShort(int count);

    [LoggerMessage(EventId = 7, Level = LogLevel.Error, Message = "{Operation} of state {Name} of {GrainId} failed")]
    public partial void LogStorageFailed(Exception exception, string operation, string name, GrainId grainId);

    [LoggerMessage(EventId = 8, Level = LogLevel.Warning, Message = "An item of stream {Stream} could not be delivered to subscription {Subscription}")]
    public partial void LogDeliveryFailed(Exception exception, string stream, Guid subscription);

    [LoggerMessage(EventId = 9, Level = LogLevel.Warning, Message = "{GrainId} has not resumed its subscription to stream {Stream}; the item is dropped")]
    public partial void LogNoObserver(GrainId grainId, string stream);
}
