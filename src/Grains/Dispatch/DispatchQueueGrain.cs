using System.Collections.Immutable;
using FleetActors.Calls;
using FleetActors.Storage;
using FleetActors.Time;

namespace FleetActors.Dispatch;

/// <summary>One queue, one winner for each claim: turns come one after the other, and an answer is given after the write.</summary>
internal sealed class DispatchQueueGrain(
    [PersistentState(StorageNames.DispatchQueue, StorageNames.Fleet)] IPersistentState<DispatchState> stored,
    GrainClock clock) : Grain, IDispatchQueueGrain
{
    public Task AddAsync(QueueTicket ticket) => ReplaceAsync(DispatchDecider.Add(stored.State, ticket));

    public Task<ImmutableArray<QueueEntry>> ListAsync(bool withClosed) =>
        Task.FromResult(DispatchDecider.List(stored.State, clock.UtcNow, withClosed));

    public Task<QueueEntry?> FindAsync(string callId) => Task.FromResult(
        DispatchDecider.List(stored.State, clock.UtcNow, withClosed: true).FirstOrDefault(entry => entry.Ticket.CallId == callId));

    public async Task<CallActionResult> ClaimAsync(string callId, string by)
    {
        var (state, result) = DispatchDecider.Claim(stored.State, callId, by, clock.UtcNow);
        await ReplaceAsync(state);
        return result;
    }

    public async Task<CallActionResult> CloseAsync(CloseEntry close)
    {
        var (state, result) = DispatchDecider.Close(stored.State, close, clock.UtcNow);
        await ReplaceAsync(state);
        return result;
    }

    private Task ReplaceAsync(DispatchState next) => ReferenceEquals(next, stored.State) ? Task.CompletedTask : stored.ReplaceAsync(next);
}
