using System.Collections.Immutable;
using FleetActors.Calls;
using FleetActors.Storage;

namespace FleetActors.Dispatch;

/// <summary>A dispatch queue as it is stored.</summary>
[GenerateSerializer, Immutable, Alias("fleet.dispatch.state")]
internal sealed record DispatchState : IKeepsUnknown
{
    /// <summary>In the order in which they came. Closed ones stay a while for the list.</summary>
    [Id(0)] public ImmutableArray<DispatchItem> Items { get; init; } = [];

    /// <summary>The item of a call, or null.</summary>
    public DispatchItem? Find(string callId) => Items.FirstOrDefault(item => item.Ticket.CallId == callId);

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}

/// <summary>One call in the queue.</summary>
[GenerateSerializer, Immutable, Alias("fleet.dispatch.item")]
internal sealed record DispatchItem(
    [property: Id(0)] QueueTicket Ticket,
    [property: Id(1)] PacketStatus Status,
    [property: Id(2)] QueueMark? Claimed,
    [property: Id(3)] QueueMark? Closed,
    [property: Id(4)] string? Outcome) : IKeepsUnknown
{
    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}
