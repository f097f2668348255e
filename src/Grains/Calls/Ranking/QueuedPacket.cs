namespace FleetActors.Calls;

/// <summary>What ranking needs to know of a packet.</summary>
/// <param name="Score">The risk's score, 0 to 1.</param>
/// <param name="CreatedAt">When it came into the queue: its waiting is counted from here, also after a claim was given back.</param>
internal sealed record QueuedPacket(string CallId, PacketStatus Status, RiskLevel Level, double Score, DateTimeOffset CreatedAt);

/// <summary>A packet's place.</summary>
/// <param name="Priority">Its place, 1 first and without gaps; 0 for a closed packet, which has none.</param>
/// <param name="Weight">The score in thousandths; waiting does not change it.</param>
/// <param name="Urgency">Weight and waiting together, in points, 0 to 1000: what the order was made from.</param>
internal sealed record RankedPacket(string CallId, int Priority, int Weight, double Urgency);
