namespace FleetActors.Calls;

public sealed class QueueRankingTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 19, 53, 16, TimeSpan.Zero);

    [Theory]
    [InlineData(0.95, 950)]
    [InlineData(0, 0)]
    [InlineData(1, 1000)]
    [InlineData(0.9494, 949)]
    [InlineData(0.9495, 950)]
    [InlineData(-3, 0)]
    [InlineData(7, 1000)]
    [InlineData(double.NaN, 0)]
    [InlineData(double.PositiveInfinity, 1000)]
    public void Weight_Score_IsInThousandths(double score, int weight) => QueueRanking.Weight(score).ShouldBe(weight);

    [Fact]
    public void Rank_EqualWaiting_GoesByScore() =>
        Order(Packet("low", 0.1), Packet("critical", 0.95), Packet("medium", 0.3), Packet("high", 0.6))
            .ShouldBe(["critical 1", "high 2", "medium 3", "low 4"]);

    [Fact]
    public void Rank_AgedLow_PassesAFreshHighButNoFreshCritical() =>
        Order(Packet("aged", 0.1, waited: 600), Packet("high", 0.74), Packet("critical", 0.75))
            .ShouldBe(["critical 1", "aged 2", "high 3"]);

    [Fact]
    public void Rank_LowForTwentyMinutes_StillWaitsBehindAFreshHigh() =>
        Order(Packet("low", 0.1, waited: 20), Packet("high", 0.6)).ShouldBe(["high 1", "low 2"]);

    [Fact]
    public void Rank_ClaimedCritical_LeavesTheFirstPlaceToAnOpenOne() =>
        Order(
                Packet("claimed", 0.95, PacketStatus.InProgress),
                Packet("open", 0.1),
                Packet("sent", 0.99, PacketStatus.Dispatched),
                Packet("done", 1, PacketStatus.Resolved),
                Packet("none", 0.5, PacketStatus.Cancelled))
            .ShouldBe(["open 1", "claimed 2", "sent 3", "done 0", "none 0"]);

    [Fact]
    public void Rank_SameUrgency_GoesToTheOlderThenByName() =>
        Order(Packet("b", 0.3), Packet("a", 0.3), Packet("old", 0.1, waited: 700), Packet("older", 0.1, waited: 701))
            .ShouldBe(["older 1", "old 2", "a 3", "b 4"]);

    [Fact]
    public void Rank_UnknownLevel_IsTreatedAsMedium() =>
        Order(new QueuedPacket("unknown", PacketStatus.Open, RiskLevel.Unknown, 0, Now), Packet("low", 0.2), Packet("medium", 0.26))
            .ShouldBe(["medium 1", "unknown 2", "low 3"]);

    [Fact]
    public void Rank_ClockRunsBackwards_CountsAsNoWaiting() =>
        QueueRanking.Urgency(Packet("future", 0.3, waited: -90), Now).ShouldBe(300);

    [Fact]
    public void Urgency_Waiting_AddsTenPointsAMinute() => QueueRanking.Urgency(Packet("p", 0.3, waited: 6), Now).ShouldBe(360, 1e-9);

    private static QueuedPacket Packet(string id, double score, PacketStatus status = PacketStatus.Open, double waited = 0) =>
        new(id, status, RiskBands.Of(score), score, Now.AddMinutes(-waited));

    private static IEnumerable<string> Order(params QueuedPacket[] packets) =>
        QueueRanking.Rank(packets, Now).Select(ranked => $"{ranked.CallId} {ranked.Priority}");
}
