using System.Collections.Immutable;

namespace FleetActors.Calls;

/// <summary>
/// The order of the dispatch queue. Open packets come first, then claimed ones, then those with help on its way; closed ones have no place.
/// Within a status the order is by urgency:
/// <code>urgency = min(weight + waited / 6 s, critical ? 1000 : 749)      weight = round(score * 1000)</code>
/// One point each six seconds is ten a minute: a level's width in 25 minutes. The cap keeps every packet that is not critical behind every packet that is, however
/// long it waited. Equal urgency goes to the one that waits longer, so a packet at its cap is passed by no later one but a critical: none starves.
/// </summary>
internal static class QueueRanking
{
    private const double PointsPerSecond = 1.0 / 6;
    private const int CriticalFrom = 750;
    private const int MediumFrom = 250;
    private const int Highest = 1000;

    /// <summary>The score in thousandths (S1-47), 0 to 1000; 0 for what is no number.</summary>
    public static int Weight(double score) =>
        double.IsNaN(score) ? 0 : (int)Math.Round(Math.Clamp(score, 0, 1) * Highest, MidpointRounding.AwayFromZero);

    /// <summary>How urgent a packet is now, 0 to 1000. A clock that ran backwards counts as no waiting.</summary>
    public static double Urgency(QueuedPacket packet, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(packet);
        var weight = Weight(packet.Score);
        var waited = Math.Max(0, (now - packet.CreatedAt).TotalSeconds) * PointsPerSecond;
        // The level decides about the cap even where a score disagrees with it, and not knowing is no reason for calm.
        return packet.Level switch
        {
            RiskLevel.Critical => Math.Min(Math.Max(weight, CriticalFrom) + waited, Highest),
            RiskLevel.Unknown => Math.Min(Math.Max(weight, MediumFrom) + waited, CriticalFrom - 1),
            _ => Math.Min(weight + waited, CriticalFrom - 1),
        };
    }

    /// <summary>All packets in their order, closed ones last. The same packets in any order give the same answer.</summary>
    public static ImmutableArray<RankedPacket> Rank(IEnumerable<QueuedPacket> packets, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(packets);
        var place = 0;
        return
        [
            .. packets
                .Select(packet => (Packet: packet, Urgency: Urgency(packet, now)))
                .OrderBy(entry => Group(entry.Packet.Status))
                .ThenByDescending(entry => entry.Urgency)
                .ThenBy(entry => entry.Packet.CreatedAt)
                .ThenBy(entry => entry.Packet.CallId, StringComparer.Ordinal)
                .Select(entry => new RankedPacket(
                    entry.Packet.CallId, IsClosed(entry.Packet.Status) ? 0 : ++place, Weight(entry.Packet.Score), entry.Urgency)),
        ];
    }

    /// <summary>Dealt with: resolved or cancelled.</summary>
    public static bool IsClosed(PacketStatus status) => status is PacketStatus.Resolved or PacketStatus.Cancelled;

    // A packet that says nothing of its status waits like an open one: hiding it would be worse.
    private static int Group(PacketStatus status) => status switch
    {
        PacketStatus.InProgress => 1,
        PacketStatus.Dispatched => 2,
        PacketStatus.Resolved or PacketStatus.Cancelled => 3,
        _ => 0,
    };
}
