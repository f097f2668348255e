using System.Collections.Immutable;
using FleetActors.Calls;
using FleetActors.Storage;

namespace FleetActors.Dispatch;

/// <summary>
/// Packets that wait for a dispatcher (key: queue id, see <see cref="DefaultQueue"/>): ranking, claim, close. Answers are given after the state is durable.
/// </summary>
[Alias("fleet.dispatch")]
public interface IDispatchQueueGrain : IGrainWithStringKey
{
    /// <summary>The one queue there is for now.</summary>
    const string DefaultQueue = "default";

    /// <summary>Takes a finished call in. A repeat with the same call id changes nothing.</summary>
    [Alias("Add")]
    Task AddAsync(QueueTicket ticket);

    /// <summary>All that wait or are being worked on, most urgent first; then, if wanted, the last ones closed, newest first.</summary>
    [Alias("List"), AlwaysInterleave]
    Task<ImmutableArray<QueueEntry>> ListAsync(bool withClosed);

    /// <summary>One entry, or null.</summary>
    [Alias("Find"), AlwaysInterleave]
    Task<QueueEntry?> FindAsync(string callId);

    /// <summary>
    /// A dispatcher takes it. The first one has it: another is refused and told who. A repeat by the same one succeeds.
    /// </summary>
    [Alias("Claim")]
    Task<CallActionResult> ClaimAsync(string callId, string by);

    /// <summary>It is dealt with. Whoever has not claimed it may close it too; a repeat with the same outcome succeeds, another outcome is refused.</summary>
    [Alias("Close")]
    Task<CallActionResult> CloseAsync(CloseEntry close);
}

/// <summary>What the queue has to know of a finished call.</summary>
/// <param name="Summary">One or two sentences, plain text.</param>
/// <param name="CreatedAt">Time of the hang-up; waiting counts from here.</param>
[GenerateSerializer, Immutable, Alias("fleet.dispatch.ticket")]
public sealed record QueueTicket(
    [property: Id(0)] string CallId,
    [property: Id(1)] string FromMasked,
    [property: Id(2)] ServiceCategory Category,
    [property: Id(3)] ImmutableArray<ServiceCategory> Services,
    [property: Id(4)] ImmutableArray<string> Tags,
    [property: Id(5)] RiskLevel RiskLevel,
    [property: Id(6)] double RiskScore,
    [property: Id(7)] int Weight,
    [property: Id(8)] string Summary,
    [property: Id(9)] DateTimeOffset CreatedAt) : IKeepsUnknown
{
    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}

/// <summary>A call in the queue.</summary>
/// <param name="Priority">Its place among those not closed, 1 first; 0 once closed.</param>
/// <param name="Claimed">Who has it since when, or null.</param>
/// <param name="Closed">Who closed it when, or null.</param>
/// <param name="Outcome">What the dispatcher wrote when closing it, or null.</param>
[GenerateSerializer, Immutable, Alias("fleet.dispatch.entry")]
public sealed record QueueEntry(
    [property: Id(0)] QueueTicket Ticket,
    [property: Id(1)] PacketStatus Status,
    [property: Id(2)] int Priority,
    [property: Id(3)] QueueMark? Claimed,
    [property: Id(4)] QueueMark? Closed,
    [property: Id(5)] string? Outcome);

/// <summary>Who did something, and when.</summary>
[GenerateSerializer, Immutable, Alias("fleet.dispatch.mark")]
public sealed record QueueMark([property: Id(0)] string By, [property: Id(1)] DateTimeOffset At) : IKeepsUnknown
{
    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}

/// <summary>A dispatcher ends an entry.</summary>
/// <param name="As"><see cref="PacketStatus.Resolved"/> or <see cref="PacketStatus.Cancelled"/>.</param>
/// <param name="Outcome">Free text, or null.</param>
[GenerateSerializer, Immutable, Alias("fleet.dispatch.close")]
public sealed record CloseEntry(
    [property: Id(0)] string CallId,
    [property: Id(1)] string By,
    [property: Id(2)] PacketStatus As,
    [property: Id(3)] string? Outcome);
