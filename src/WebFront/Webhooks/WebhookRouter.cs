using FleetActors.Alerts;
using FleetActors.Calls;
using FleetActors.Http;
using FleetActors.OnCall;

namespace FleetActors.Webhooks;

/// <summary>
/// Hands an event to the grain it concerns and waits until that has stored what must last. Repeats, any order and events of unknown calls
/// are normal. A grain that does not answer in time makes the provider send the event again, and <see cref="LateEvents"/> try on.
/// </summary>
internal sealed partial class WebhookRouter(IGrainFactory grains, LateEvents late, TimeProvider time, ILogger<WebhookRouter> logger)
{
    /// <summary>Below the provider's own limit of 2 s, so that it hears our answer instead of giving up.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(1500);

    /// <summary>The status word to answer with.</summary>
    /// <param name="reference">The <c>ref</c> parameter of a message's report address, or null.</param>
    /// <param name="assumesIncoming">Whether a new call that does not say its direction counts as incoming.</param>
    /// <exception cref="TimeoutException">The grain did not answer in time; what it did is not known.</exception>
    public async Task<string> RouteAsync(
        TelnyxEvent source, string? reference, CancellationToken cancellationToken, bool assumesIncoming = false)
    {
        LogEvent(source.Type, source.Id);
        var key = new EventKey(source.Id, reference, assumesIncoming);
        var dispatch = late.AttemptFor(key) ?? DispatchAsync(source, reference, assumesIncoming);
        try
        {
            var reply = await dispatch.WaitAsync(Limit, time, cancellationToken);
            return source.Type == "call.hangup" ? "call_ended" : Word(reply);
        }
        catch (Exception exception) when (FailureMiddleware.IsOutage(exception))
        {
            _ = late.KeepAsync(key, dispatch, () => DispatchAsync(source, reference, assumesIncoming));
            throw;
        }
    }

    private async Task<CallEventReply> DispatchAsync(TelnyxEvent source, string? reference, bool assumesIncoming)
    {
        if (CallEvents.Read(source, time.GetUtcNow()) is var (alertId, callEvent))
        {
            return await grains.GetGrain<IAlertGrain>(alertId).OnCallEventAsync(callEvent);
        }

        var reply = CallEventReply.EventReceived;
        if (CallEvents.ReadCallback(source, time.GetUtcNow()) is var (callbackId, callbackEvent))
        {
            // The alert counts the leg among its attempts; what happens on it is the emergency call's, below.
            reply = await grains.GetGrain<IAlertGrain>(callbackId).OnCallEventAsync(callbackEvent);
        }

        if (InboundCalls.Read(source, assumesIncoming, time.GetUtcNow()) is var (callId, inboundEvent))
        {
            await grains.Call(callId).OnEventAsync(inboundEvent);
        }
        else if (CallEvents.ReadReport(source, reference) is var (reportedId, report))
        {
            await grains.GetGrain<IAlertGrain>(reportedId).OnMessageReportAsync(report);
        }
        else if (source is { Type: "message.received", From: { } from } && E164.IsWellFormed(from))
        {
            await grains.GetGrain<IPhoneGrain>(from).ReceiveAsync(source.Id, source.Text ?? "");
        }

        return reply;
    }

    private static string Word(CallEventReply reply) => reply switch
    {
        CallEventReply.Briefing => "briefing",
        CallEventReply.Listening => "listening",
        CallEventReply.CallEnded => "call_ended",
        _ => "event_received",
    };

    [LoggerMessage(Level = LogLevel.Debug, Message = "Provider event {EventType} {EventId}")]
    private partial void LogEvent(string eventType, string eventId);
}
