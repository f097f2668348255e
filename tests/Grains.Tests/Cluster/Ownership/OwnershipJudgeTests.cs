namespace FleetActors.Cluster;

public sealed class OwnershipJudgeTests
{
    [Fact]
    public void OneAfterTheOther_NothingIsFound()
    {
        var ruling = Judge(Life("a", 1, 5), Turn("a", 2, 3), Write("a", 4), Life("b", 6, null), Turn("b", 7, 9), Write("b", 8));

        ruling.Breaches.ShouldBeEmpty();
        ruling.HandOvers.ShouldBe(1);
    }

    [Fact]
    public void TurnsOfOneActivation_MayOverlap() =>
        Judge(Turn("a", 1, 4), Turn("a", 2, 3), Turn("a", 3, null)).ShouldSatisfyAllConditions(
            ruling => ruling.Breaches.ShouldBeEmpty(), ruling => ruling.HandOvers.ShouldBe(0));

    [Fact]
    public void OtherGrains_AreNoConcern() =>
        Judge(Turn("a", 1, 4), Turn("b", 2, 3) with { Grain = "alert/2" }).Breaches.ShouldBeEmpty();

    [Fact]
    public void TurnStillOpenWhenALaterOneBegins_IsABreach() =>
        Judge(Turn("a", 1, 4), Life("b", 3, null)).Breaches.ShouldHaveSingleItem().ShouldBe(new Breach("alert/1", Turn("a", 1, 4), "b", 3));

    [Fact]
    public void TurnThatNeverEnds_IsABreachOnceALaterOneBegins() =>
        Judge(Turn("a", 1, null), Turn("b", 3, 4)).Breaches.Count.ShouldBe(1);

    [Fact]
    public void TurnBegunAfterALaterOneBegan_IsABreach() =>
        Judge(Life("a", 1, 2), Life("b", 3, null), Turn("a", 4, 5)).Breaches.ShouldHaveSingleItem().Deed.ShouldBe(Turn("a", 4, 5));

    [Fact]
    public void WriteAfterALaterOneBegan_IsABreach() =>
        Judge(Life("a", 1, 2), Life("b", 3, null), Write("a", 4)).Breaches.ShouldHaveSingleItem().Deed.Kind.ShouldBe(DeedKind.Write);

    [Fact]
    public void LifeThatOverlaps_IsABreach() =>
        Judge(Life("a", 1, 4), Life("b", 3, null)).Breaches.Count.ShouldBe(1);

    [Fact]
    public void FirstOfThreeComesBackDuringTheThird_IsABreachAgainstBoth() =>
        Judge(Life("a", 1, 2), Life("b", 3, 4), Life("c", 5, null), Write("a", 6)).ShouldSatisfyAllConditions(
            ruling => ruling.HandOvers.ShouldBe(2), ruling => ruling.Breaches.Select(breach => breach.Later).ShouldBe(["b", "c"]));

    [Fact]
    public void CutOffByAKill_EndsAtTheKill() =>
        OwnershipJudge.Judge([Life("a", 1, null), Turn("a", 2, 9), Life("b", 5, null)], [new Death("silo-a", 4)]).Breaches.ShouldBeEmpty();

    [Fact]
    public void LaterOneBeganBeforeTheKill_IsABreach() =>
        OwnershipJudge.Judge([Turn("a", 2, 9), Life("b", 3, null)], [new Death("silo-a", 4)]).Breaches.Count.ShouldBe(1);

    [Fact]
    public void WhatADeadSiloBegins_DidNotHappen() =>
        OwnershipJudge.Judge([Life("a", 1, null), Life("b", 5, null), Turn("a", 6, 7)], [new Death("silo-a", 4)]).Breaches.ShouldBeEmpty();

    [Fact]
    public void LeftWithoutAnEndByAStop_LastsUntilTheLastThingDoneInIt() =>
        OwnershipJudge.Judge([Life("a", 1, null), Turn("a", 2, 3), Life("b", 4, null)], [new Death("silo-a", 6, WasStop: true)]).ShouldSatisfyAllConditions(
            ruling => ruling.Breaches.ShouldBeEmpty(), ruling => ruling.HandOvers.ShouldBe(1));

    [Fact]
    public void LeftWithoutAnEndByAStop_AtWorkAfterALaterOneBegan_IsABreach() =>
        OwnershipJudge.Judge([Life("a", 1, null), Turn("a", 2, 5), Life("b", 4, null)], [new Death("silo-a", 6, WasStop: true)]).Breaches.Select(breach => breach.Deed.Kind).ShouldBe([DeedKind.Life, DeedKind.Turn], ignoreOrder: true);

    [Fact]
    public void TurnThatAStopCutOff_LastsUntilTheStop() =>
        OwnershipJudge.Judge([Turn("a", 2, null), Life("b", 4, null)], [new Death("silo-a", 6, WasStop: true)]).Breaches.Count.ShouldBe(1);

    [Fact]
    public void DeathOfAnother_ExcusesNobody() =>
        OwnershipJudge.Judge([Turn("a", 1, 9), Life("b", 5, null)], [new Death("silo-c", 4)]).Breaches.Count.ShouldBe(1);

    [Fact]
    public void Ledger_KeepsTheOrderAndTheDead()
    {
        var ledger = new OwnershipLedger();
        var turn = ledger.Begin(DeedKind.Turn, "alert/1", "a", "silo-a", "WakeAsync");
        ledger.Note(DeedKind.Write, "alert/1", "a", "silo-a", "alert");
        ledger.End(turn);
        ledger.Kill("silo-a");

        var (deeds, deaths) = ledger.Read();
        deeds.Select(deed => (deed.Start, deed.End)).ShouldBe([(1, 3), (2, 2)]);
        deaths.ShouldBe([new Death("silo-a", 4)]);
        ledger.IsDead("silo-a").ShouldBeTrue();
        ledger.IsDead("silo-b").ShouldBeFalse();
    }

    private static Ruling Judge(params Deed[] deeds) => OwnershipJudge.Judge(deeds, []);

    private static Deed Life(string who, long start, long? end) => new(DeedKind.Life, "alert/1", who, "silo-" + who, "life", start, end);

    private static Deed Turn(string who, long start, long? end) => new(DeedKind.Turn, "alert/1", who, "silo-" + who, "WakeAsync", start, end);

    private static Deed Write(string who, long at) => new(DeedKind.Write, "alert/1", who, "silo-" + who, "alert", at, at);
}
