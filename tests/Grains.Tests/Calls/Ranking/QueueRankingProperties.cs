using FsCheck;
using FsCheck.Fluent;

namespace FleetActors.Calls;

public sealed class QueueRankingProperties
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1_000);
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly Arbitrary<QueuedPacket[]> Queue = (
        from score in Gen.Choose(0, 1000)
        from created in Gen.Choose(0, 36_000)
        from status in Gen.Elements(PacketStatus.Open, PacketStatus.Open, PacketStatus.InProgress, PacketStatus.Dispatched, PacketStatus.Resolved)
        select new QueuedPacket(string.Empty, status, RiskBands.Of(score / 1000.0), score / 1000.0, Start.AddSeconds(created)))
        .ArrayOf()
        .Select(packets => packets.Select((packet, index) => packet with { CallId = $"c{index:000}" }).ToArray())
        .ToArbitrary();

    private static readonly Arbitrary<int> Later = Gen.Choose(0, 100_000).ToArbitrary();

    [Fact]
    public void Rank_AnyQueue_GivesEveryUnclosedPacketItsOwnPlace() => Prop.ForAll(Queue, Later, (packets, later) =>
    {
        var ranked = QueueRanking.Rank(packets, Start.AddSeconds(later));

        ranked.Select(r => r.CallId).Order(StringComparer.Ordinal).ShouldBe(packets.Select(p => p.CallId));
        var places = ranked.Where(r => r.Priority > 0).Select(r => r.Priority).ToList();
        places.ShouldBe(Enumerable.Range(1, packets.Count(p => !QueueRanking.IsClosed(p.Status))));
    }).Check(Many);

    [Fact]
    public void Rank_OrderOfTheInput_DoesNotMatter() => Prop.ForAll(Queue, Later, (packets, later) =>
        QueueRanking.Rank(packets, Start.AddSeconds(later)).ShouldBe(QueueRanking.Rank(packets.Reverse(), Start.AddSeconds(later))))
        .Check(Many);

    [Fact]
    public void Rank_OpenCritical_IsNeverBehindAnOpenOneThatIsNot() => Prop.ForAll(Queue, Later, (packets, later) =>
    {
        var levels = Open(packets, later).Select(packet => packet.Level == RiskLevel.Critical).ToList();

        levels.ShouldBe(levels.OrderDescending());
    }).Check(Many);

    [Fact]
    public void Rank_OneMoreSecond_NeverLowersAnUrgency() => Prop.ForAll(Queue, Later, (packets, later) =>
        packets.ShouldAllBe(packet =>
            QueueRanking.Urgency(packet, Start.AddSeconds(later + 1)) >= QueueRanking.Urgency(packet, Start.AddSeconds(later))))
        .Check(Many);

    [Fact]
    public void Rank_HigherScore_NeverComesLaterThanALowerOneThatWaitsAsLong() => Prop.ForAll(Queue, Later, (packets, later) =>
    {
        var sameTime = packets.Select(packet => packet with { CreatedAt = Start }).ToArray();
        var scores = Open(sameTime, Math.Min(later, 600)).Where(packet => packet.Level != RiskLevel.Critical && packet.Score < 0.6).Select(packet => packet.Score).ToList();

        scores.ShouldBe(scores.OrderDescending());
    }).Check(Many);

    /// <summary>Nobody starves: who has waited for its cap is passed by no later packet but a critical one.</summary>
    [Fact]
    public void Rank_PacketAtItsCap_IsPassedOnlyByCriticalOnes() => Prop.ForAll(Queue, Later, (packets, later) =>
    {
        var now = later + 75 * 60;
        var order = Open(packets, now);
        for (var place = 0; place < order.Count; place++)
        {
            var waiting = order[place];
            if ((Start.AddSeconds(now) - waiting.CreatedAt).TotalMinutes < 75)
            {
                continue;
            }

            order.Take(place).Where(ahead => ahead.CreatedAt > waiting.CreatedAt).ShouldAllBe(ahead => ahead.Level == RiskLevel.Critical);
        }
    }).Check(Many);

    /// <summary>
    /// A dispatcher who takes the first packet each minute, while others come nearly as often and a tenth of them are critical: whoever has waited for the cap goes in turn,
    /// so that nobody waits longer than the cap and those that were there before.
    /// </summary>
    [Fact]
    public void Rank_UnderSteadyArrivals_NobodyWaitsForever() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        var waiting = new List<QueuedPacket>();
        for (var minute = 0; minute < 600; minute++)
        {
            var now = Start.AddMinutes(minute);
            if (random.NextDouble() < 0.95)
            {
                var score = random.Next(10) == 0 ? 0.9 : random.NextDouble() * 0.74;
                waiting.Add(new QueuedPacket($"c{minute:000}", PacketStatus.Open, RiskBands.Of(score), score, now));
            }

            if (waiting.Count > 0)
            {
                var first = QueueRanking.Rank(waiting, now)[0].CallId;
                var taken = waiting.Single(packet => packet.CallId == first);
                var capped = waiting.Where(packet => packet.Level != RiskLevel.Critical && QueueRanking.Urgency(packet, now) >= 749).ToList();
                (taken.Level == RiskLevel.Critical || capped.Count == 0 || taken == capped.MinBy(packet => packet.CreatedAt)).ShouldBeTrue($"seed {seed}, minute {minute}");
                waiting.Remove(taken);
            }

            waiting.ShouldAllBe(packet => now - packet.CreatedAt < TimeSpan.FromMinutes(200));
        }
    }).QuickCheckThrowOnFailure();

    private static List<QueuedPacket> Open(QueuedPacket[] packets, int seconds)
    {
        var byId = packets.ToDictionary(packet => packet.CallId);
        return [.. QueueRanking.Rank(packets, Start.AddSeconds(seconds)).Select(r => byId[r.CallId]).Where(p => p.Status == PacketStatus.Open)];
    }
}
