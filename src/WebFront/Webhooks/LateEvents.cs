using FleetActors.Http;

namespace FleetActors.Webhooks;

/// <summary>
/// Events whose grain did not take them in time. The provider sends such an event again, but for seconds only, and it can take longer until a silo that died is
/// missed; so this process tries on for a minute, whatever the provider does. Every event is safe to hand over twice.
/// </summary>
internal sealed partial class LateEvents(TimeProvider time, ILogger<LateEvents> logger)
{
    private const int Most = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private int _kept;

    /// <summary>Events that are still tried.</summary>
    public int Count => Volatile.Read(ref _kept);

    /// <summary>Tries on until the grain has taken the event. Beyond 10,000 events it is left to the provider alone.</summary>
    /// <param name="first">The attempt that did not end in time, or failed.</param>
    /// <param name="again">Hands the event over once more.</param>
    /// <returns>Ends when the event is taken or given up; never fails.</returns>
    public Task KeepAsync(string eventId, Task first, Func<Task> again)
    {
        if (Interlocked.Increment(ref _kept) > Most)
        {
            Interlocked.Decrement(ref _kept);
            LogFull(eventId, Most);
            return Task.CompletedTask;
        }

        return TryOnAsync(eventId, first, again);
    }

    private async Task TryOnAsync(string eventId, Task attempt, Func<Task> again)
    {
        try
        {
            var begun = time.GetTimestamp();
            while (!await IsTakenAsync(attempt))
            {
                if (time.GetElapsedTime(begun) >= Patience)
                {
                    LogGivenUp(eventId, Patience.TotalSeconds);
                    return;
                }

                await Task.Delay(Pause, time);
                attempt = again();
            }
        }
        catch (Exception fault)
        {
            LogFault(fault, eventId);
        }
        finally
        {
            Interlocked.Decrement(ref _kept);
        }
    }

    private async Task<bool> IsTakenAsync(Task attempt)
    {
        try
        {
            await attempt.WaitAsync(AttemptLimit, time);
            return true;
        }
        catch (Exception exception) when (FailureMiddleware.IsOutage(exception))
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Provider event {EventId} was not taken and is not kept: {Most} wait already")]
    private partial void LogFull(string eventId, int most);

    [LoggerMessage(Level = LogLevel.Error, Message = "Provider event {EventId} was not taken within {Seconds} s and is lost unless the provider sends it again")]
    private partial void LogGivenUp(string eventId, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Provider event {EventId} could not be handed over")]
    private partial void LogFault(Exception fault, string eventId);
}
