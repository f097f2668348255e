using System.Collections.Immutable;
using FleetActors.Calls;

namespace FleetActors.Dispatch;

/// <summary>The rules of the queue, pure. The same state and no refusal means that it was so already.</summary>
internal static class DispatchDecider
{
    private const int MostClosed = 200;

    public static DispatchState Add(DispatchState state, QueueTicket ticket) => state.Find(ticket.CallId) is not null
        ? state
        : state with { Items = state.Items.Add(new DispatchItem(ticket, PacketStatus.Open, null, null, null)) };

    public static (DispatchState State, CallActionResult Result) Claim(DispatchState state, string callId, string by, DateTimeOffset now) =>
        state.Find(callId) switch
        {
            null => (state, CallActionResult.NotFound),
            { Closed: { } closed } => (state, CallActionResult.Refused($"{closed.By} has closed it")),
            { Claimed: { } claimed } => (state, claimed.By == by ? CallActionResult.Done : CallActionResult.Refused($"{claimed.By} has it")),
            var item => (Replace(state, item, item with { Status = PacketStatus.InProgress, Claimed = new QueueMark(by, now) }), CallActionResult.Done),
        };

    public static (DispatchState State, CallActionResult Result) Close(DispatchState state, CloseEntry close, DateTimeOffset now)
    {
        if (close.As is not (PacketStatus.Resolved or PacketStatus.Cancelled))
        {
            return (state, CallActionResult.Refused("it can be closed as resolved or cancelled"));
        }

        return state.Find(close.CallId) switch
        {
            null => (state, CallActionResult.NotFound),
            { Closed: { } closed } item => (state, item.Status == close.As
                ? CallActionResult.Done
                : CallActionResult.Refused($"{closed.By} has closed it as {item.Status.Word()}")),
            var item => (
                Forget(Replace(state, item, item with { Status = close.As, Closed = new QueueMark(close.By, now), Outcome = close.Outcome })),
                CallActionResult.Done),
        };
    }

    /// <summary>All that is open in the order of its urgency, then the closed ones, newest first.</summary>
    public static ImmutableArray<QueueEntry> List(DispatchState state, DateTimeOffset now, bool withClosed)
    {
        var ranked = QueueRanking.Rank(
            state.Items.Select(static item => new QueuedPacket(
                item.Ticket.CallId, item.Status, item.Ticket.RiskLevel, item.Ticket.RiskScore, item.Ticket.CreatedAt)),
            now);
        var items = state.Items.ToDictionary(static item => item.Ticket.CallId, StringComparer.Ordinal);
        var entries = ranked.Select(place => Entry(items[place.CallId], place.Priority)).ToList();
        return
        [
            .. entries.Where(static entry => entry.Closed is null),
            .. entries.Where(entry => withClosed && entry.Closed is not null).OrderByDescending(static entry => entry.Closed!.At),
        ];
    }

    private static QueueEntry Entry(DispatchItem item, int priority) =>
        new(item.Ticket, item.Status, priority, item.Claimed, item.Closed, item.Outcome);

    private static DispatchState Replace(DispatchState state, DispatchItem before, DispatchItem after) =>
        state with { Items = state.Items.Replace(before, after) };

    private static DispatchState Forget(DispatchState state)
    {
        var surplus = state.Items.Where(static item => item.Closed is not null).OrderByDescending(static item => item.Closed!.At).Skip(MostClosed).ToHashSet();
        return surplus.Count == 0 ? state : state with { Items = state.Items.RemoveAll(surplus.Contains) };
    }
}
