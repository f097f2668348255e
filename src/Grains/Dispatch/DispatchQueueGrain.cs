using System.Collections.Immutable;
using FleetActors.Calls;
using FleetActors.Storage;
using FleetActors.Time;
using Orleans.Placement;

namespace FleetActors.Dispatch;

/// <summary>One queue, one winner for each claim: turns come one after the other, and an answer is given after the write.</summary>
[Immovable(ImmovableKind.Rebalancer)]
internal sealed class DispatchQueueGrain(
    [PersistentState(StorageNames.DispatchQueue, StorageNames.Fleet)] IPersistentState<DispatchState> stored,
    GrainClock clock) : Grain, IDispatchQueueGrain
{
    private readonly Durable<DispatchState> _durable = new(stored);

    public Task AddAsync(QueueTicket ticket) => ReplaceAsync(DispatchDecider.Add(_durable.State, ticket));

    public Task<ImmutableArray<QueueEntry>> ListAsync(bool withClosed) =>
        Task.FromResult(DispatchDecider.List(_durable.State, clock.UtcNow, withClosed));

    public Task<QueueEntry?> FindAsync(string callId) => Task.FromResult(
        DispatchDecider.List(_durable.State, clock.UtcNow, withClosed: true).FirstOrDefault(entry => entry.Ticket.CallId == callId));

    public async Task<CallActionResult> ClaimAsync(string callId, string by)
    {
        var (state, result) = DispatchDecider.Claim(_durable.State, callId, by, clock.UtcNow);
        await ReplaceAsync(state);
        return result;
    }

    public async Task<CallActionResult> CloseAsync(CloseEntry close)
    {
        var (state, result) = DispatchDecider.Close(_durable.State, close, clock.UtcNow);
        await ReplaceAsync(state);
        return result;
    }

    private Task ReplaceAsync(DispatchState next) => ReferenceEquals(next, _durable.State) ? Task.CompletedTask : _durable.ReplaceAsync(next);
}
