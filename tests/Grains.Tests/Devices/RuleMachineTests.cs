namespace FleetActors.Devices;

public class RuleMachineTests
{
    [Theory]
    [InlineData(79.9, false)]
    [InlineData(80.0, false)]
    [InlineData(80.00000000000001, true)]
    [InlineData(91.5, true)]
    public void Decide_AboveAtItsLimit_BreachesOnlyBeyondIt(double value, bool raises) =>
        new RuleDrive(Rules.Above(80, clear: 75)).See(value, at: 0).Raised.ShouldBe(raises ? 1 : 0);

    [Theory]
    [InlineData(2.1, false)]
    [InlineData(2.0, false)]
    [InlineData(1.9999999999999998, true)]
    [InlineData(-40, true)]
    public void Decide_BelowAtItsLimit_BreachesOnlyBeyondIt(double value, bool raises) =>
        new RuleDrive(Rules.Below(2, clear: 4)).See(value, at: 0).Raised.ShouldBe(raises ? 1 : 0);

    [Theory]
    [InlineData(75.00000000000001, false)]
    [InlineData(75.0, true)]
    [InlineData(20, true)]
    public void Decide_AboveAtItsClearBound_ClearsAtIt(double value, bool clears) =>
        new RuleDrive(Rules.Above(80, clear: 75)).See(90, at: 0).See(value, at: 1).Cleared.ShouldBe(clears ? 1 : 0);

    [Theory]
    [InlineData(3.9999999999999996, false)]
    [InlineData(4.0, true)]
    public void Decide_BelowAtItsClearBound_ClearsAtIt(double value, bool clears) =>
        new RuleDrive(Rules.Below(2, clear: 4)).See(1, at: 0).See(value, at: 1).Cleared.ShouldBe(clears ? 1 : 0);

    [Fact]
    public void Decide_ForNotOver_StaysPendingAndRaisesNothing()
    {
        var drive = new RuleDrive(Rules.Above(80, forSeconds: 60)).See(90, at: 0).See(91, at: 59.999).Tick(59.999);
        drive.Raised.ShouldBe(0);
        drive.State.ShouldBe(new RulePending(RuleDrive.At(0), RuleDrive.At(60)));
    }

    [Fact]
    public void Decide_ForOverWithoutANewReading_RaisesFromTheFirstReading() =>
        new RuleDrive(Rules.Above(80, forSeconds: 60)).See(90, at: 0).Tick(60).Log.ShouldBe(["raise 1 since 0"]);

    [Fact]
    public void Decide_ForOverByTheReadingsOwnTimes_RaisesAlthoughTheyArriveTogether() =>
        new RuleDrive(Rules.Above(80, forSeconds: 60)).See(90, at: -600, received: 0).See(90, at: -540, received: 0).Log.ShouldBe(["raise 1 since -600"]);

    [Fact]
    public void Decide_ForWithADeviceClockTenMinutesSlow_IsMeasuredFromTheArrival()
    {
        var drive = new RuleDrive(Rules.Above(80, forSeconds: 60)).See(90, at: -600, received: 0).Tick(59);
        drive.Raised.ShouldBe(0);
        drive.Tick(60).Raised.ShouldBe(1);
    }

    [Fact]
    public void Decide_BackInBandWhilePending_StartsAnew()
    {
        var drive = new RuleDrive(Rules.Above(80, clear: 70, forSeconds: 60)).See(90, at: 0).See(75, at: 30).See(90, at: 31).Tick(90);
        drive.Raised.ShouldBe(0);
        drive.Tick(91).Raised.ShouldBe(1);
    }

    [Fact]
    public void Decide_BandWhileBreached_Stays() =>
        new RuleDrive(Rules.Above(80, clear: 70)).See(90, at: 0).See(75, at: 1).See(80, at: 2).See(90, at: 3).Log.ShouldBe(["raise 1 since 0"]);

    [Fact]
    public void Decide_ClearForNotOver_KeepsTheAlert()
    {
        var drive = new RuleDrive(Rules.Above(80, clear: 70, clearForSeconds: 30)).See(90, at: 0).See(60, at: 10).See(60, at: 39).Tick(39);
        drive.Cleared.ShouldBe(0);
        drive.Tick(40).Log.ShouldBe(["raise 1 since 0", "clear alert-1"]);
    }

    [Fact]
    public void Decide_BandWhileClearing_StartsClearingAnew()
    {
        var drive = new RuleDrive(Rules.Above(80, clear: 70, clearForSeconds: 30)).See(90, at: 0).See(60, at: 10).See(75, at: 20).See(60, at: 21).Tick(50);
        drive.Cleared.ShouldBe(0);
        drive.Tick(51).Cleared.ShouldBe(1);
    }

    [Fact]
    public void Decide_ReadingAfterTheDueTime_FindsTheRuleAsATimerWouldHaveLeftIt() =>
        new RuleDrive(Rules.Above(80, forSeconds: 60)).See(90, at: 0).See(20, at: 300).Log.ShouldBe(["raise 1 since 0", "clear alert-1"]);

    [Fact]
    public void Decide_BreachAfterClearingIsOver_OpensANewAlert() =>
        new RuleDrive(Rules.Above(80, clearForSeconds: 30)).See(90, at: 0).See(20, at: 10).See(90, at: 100).Log
            .ShouldBe(["raise 1 since 0", "clear alert-1", "raise 2 since 100"]);

    [Fact]
    public void Decide_BreachedBeforeItsCheck_IsLeftAlone()
    {
        var rule = Rules.Above(80);
        var breached = RuleMachine.Raised(rule, "a", RuleDrive.At(0), RuleDrive.At(0));
        RuleMachine.Decide(rule, breached, null, RuleDrive.At(899)).ShouldBeOfType<StayStep>();
        RuleMachine.Decide(rule, breached, null, RuleDrive.At(900)).ShouldBe(new CheckStep(breached));
    }

    [Fact]
    public void Checked_AlertStillOpen_LooksAgainLater()
    {
        var rule = Rules.Above(80);
        var breached = RuleMachine.Raised(rule, "a", RuleDrive.At(0), RuleDrive.At(0));
        RuleMachine.Checked(rule, breached, "a", null, RuleDrive.At(900)).ShouldBe(new MoveStep(breached with { CheckDue = RuleDrive.At(1800) }));
    }

    [Fact]
    public void Checked_ResolvedByHandLately_WaitsTheWholeTimeFromThen()
    {
        var rule = Rules.Above(80);
        var breached = RuleMachine.Raised(rule, "a", RuleDrive.At(0), RuleDrive.At(0));
        RuleMachine.Checked(rule, breached, null, RuleDrive.At(890), RuleDrive.At(900)).ShouldBe(new MoveStep(breached with { CheckDue = RuleDrive.At(1790) }));
    }

    [Fact]
    public void Checked_ResolvedByHandLongEnoughAgo_RaisesAgain()
    {
        var rule = Rules.Above(80);
        var breached = RuleMachine.Raised(rule, "a", RuleDrive.At(0), RuleDrive.At(0));
        RuleMachine.Checked(rule, breached, null, RuleDrive.At(890), RuleDrive.At(1790)).ShouldBe(new RaiseStep(RuleDrive.At(0)));
    }

    [Fact]
    public void Checked_AlertUnknown_RaisesAgain()
    {
        var rule = Rules.Above(80);
        var breached = RuleMachine.Raised(rule, "a", RuleDrive.At(0), RuleDrive.At(0));
        RuleMachine.Checked(rule, breached, null, null, RuleDrive.At(900)).ShouldBe(new RaiseStep(RuleDrive.At(0)));
    }
}
