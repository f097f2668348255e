using System.Collections.Concurrent;
using FleetActors.Alerts;
using FleetActors.Http;

namespace FleetActors.Webhooks;

/// <summary>
/// Events whose grain did not take them in time. The provider sends such an event again, but for seconds only, and it can take longer until a silo that died is
/// missed; so this process tries on for a minute, whatever the provider does. Every event is safe to hand over twice, but one that is tried on is not handed over
/// beside: repeats would only lengthen the line before a grain that is slow already.
/// </summary>
internal sealed partial class LateEvents(TimeProvider time, ILogger<LateEvents> logger)
{
    private const int Most = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<EventKey, Task<CallEventReply>> _attempts = new();
    private int _kept;

    /// <summary>Events that are still tried.</summary>
    public int Count => Volatile.Read(ref _kept);

    /// <summary>The newest attempt for an event that is tried on, ended or not; null for any other.</summary>
    public Task<CallEventReply>? AttemptFor(EventKey key) => _attempts.GetValueOrDefault(key);

    /// <summary>
    /// Tries on until the grain has taken the event; one that is tried on already is not kept twice. Beyond 10,000 events it is left to the provider alone.
    /// </summary>
    /// <param name="first">The attempt that did not end in time, or failed.</param>
    /// <param name="again">Hands the event over once more.</param>
    /// <returns>Ends when the event is taken or given up; never fails.</returns>
    public Task KeepAsync(EventKey key, Task<CallEventReply> first, Func<Task<CallEventReply>> again)
    {
        if (Interlocked.Increment(ref _kept) > Most)
        {
            Interlocked.Decrement(ref _kept);
            LogFull(key.EventId, Most);
            return Task.CompletedTask;
        }

        if (!_attempts.TryAdd(key, first))
        {
            Interlocked.Decrement(ref _kept);
            return Task.CompletedTask;
        }

        return TryOnAsync(key, first, again);
    }

    private async Task TryOnAsync(EventKey key, Task<CallEventReply> attempt, Func<Task<CallEventReply>> again)
    {
        try
        {
            var begun = time.GetTimestamp();
            while (!await IsTakenAsync(attempt))
            {
                if (time.GetElapsedTime(begun) >= Patience)
                {
                    LogGivenUp(key.EventId, Patience.TotalSeconds);
                    return;
                }

                await Task.Delay(Pause, time);
                _attempts[key] = attempt = again();
            }
        }
        catch (Exception fault)
        {
            LogFault(fault, key.EventId);
        }
        finally
        {
            _attempts.TryRemove(key, out _);
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

/// <summary>What makes two deliveries the same: the event, and what its address adds to it.</summary>
internal readonly record struct EventKey(string EventId, string? Reference, bool AssumesIncoming);
