using FleetActors.FleetSim.Trial;

namespace FleetActors.FleetSim.Owners;

public sealed class OwnersJudgeTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void OneWriter_NothingIsFound() => Judge([Write("a", 1), Write("a", 2)]).ShouldSatisfyAllConditions(
        verdict => verdict.Findings.ShouldBeEmpty(), verdict => verdict.HandOvers.ShouldBe(0));

    [Fact]
    public void TakenOverFromTheDead_IsAHandOver() => Judge([Write("a", 1), Write("b", 3), Write("b", 4)], Dead("a", 2)).ShouldSatisfyAllConditions(
        verdict => verdict.Findings.ShouldBeEmpty(), verdict => verdict.HandOvers.ShouldBe(1));

    [Fact]
    public void DeadWritesAfterALaterOne_IsFound() =>
        Judge([Write("a", 1), Write("b", 3), Write("a", 4)], Dead("a", 2)).Findings.ShouldHaveSingleItem().ShouldContain("version 4 of a");

    [Fact]
    public void DeadWritesAfterTwoLaterOnes_IsFoundEachTime() =>
        Judge([Write("a", 1), Write("b", 3), Write("c", 4), Write("a", 5), Write("a", 6)], Dead("a", 2)).Findings.Count.ShouldBe(2);

    [Fact]
    public void DeadWritesBeforeAnybodyTookOver_IsFine() =>
        Judge([Write("a", 1), Write("a", 3), Write("b", 4)], Dead("a", 2)).Findings.ShouldBeEmpty();

    [Fact]
    public void GrainComesBackToASiloThatLives_IsFine() => Judge([Write("a", 1), Write("b", 2), Write("a", 3)]).ShouldSatisfyAllConditions(
        verdict => verdict.Findings.ShouldBeEmpty(), verdict => verdict.HandOvers.ShouldBe(2));

    [Fact]
    public void GrainMovedBeforeTheDeath_MayHaveComeBackBeforeItToo() =>
        Judge([Write("a", 1), Write("b", 2), Write("a", 3)], Dead("a", 9)).Findings.ShouldBeEmpty();

    [Fact]
    public void OtherGrain_IsNoConcern() => Judge([Write("a", 1), Write("b", 3), Write("a", 4) with { Grain = "alert/2" }], Dead("a", 2)).Findings.ShouldBeEmpty();

    [Fact]
    public void SameVersionTwice_IsFound() => Judge([Write("a", 1), Write("a", 2), Write("b", 2)]).Findings.ShouldHaveSingleItem().ShouldContain("version 2 of b after version 2 of a");

    [Fact]
    public void ForgottenAndMadeAnew_BeginsAtOneAgain() => Judge([Write("a", 1), Write("a", 2), Write("a", 1)]).Findings.ShouldBeEmpty();

    [Fact]
    public void DeadOf_IsTheLifeThatTheStrikeEnded()
    {
        StoredWrite[] writes = [Write("fleet silo 1 h:5", 1), Write("fleet silo 1 h:15", 2), Write("fleet silo 2 h:5", 5), Write("fleet silo 3 h:5", 7)];
        Strike[] strikes = [new("silo-1", Start.AddSeconds(3), Start.AddSeconds(3)), new("silo-1", Start.AddSeconds(6), Start.AddSeconds(6)), new("postgres", Start.AddSeconds(7), Start.AddSeconds(8))];
        var dead = WriteAudit.DeadOf(strikes, new Dictionary<string, string?> { ["silo-1"] = "5", ["silo-2"] = "15" }, writes);
        dead.ShouldBe([new DeadWriter("fleet silo 1 h:5", Start.AddSeconds(3)), new DeadWriter("fleet silo 2 h:5", Start.AddSeconds(6))]);
    }

    [Fact]
    public void DeadOf_StoodStillAndWentOn_IsNotDead()
    {
        StoredWrite[] writes = [Write("fleet silo 1 h:5", 1), Write("fleet silo 1 h:5", 9)];
        WriteAudit.DeadOf([new("silo-1", Start.AddSeconds(3), Start.AddSeconds(6))], new Dictionary<string, string?> { ["silo-1"] = "5" }, writes).ShouldBeEmpty();
    }

    private static OwnersVerdict Judge(StoredWrite[] writes, params DeadWriter[] dead) => OwnersJudge.Judge(writes, dead);

    // Written in the second of its version.
    private static StoredWrite Write(string writer, int version) => new("alert/1", version, writer, Start.AddSeconds(version));

    private static DeadWriter Dead(string writer, int second) => new(writer, Start.AddSeconds(second));
}
