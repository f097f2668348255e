using FleetActors.TestKit;

namespace FleetActors.Security;

public sealed class RequestBudgetTests
{
    [Fact]
    public void TryTake_MoreThanTheRate_RefusesUntilTimeHasPassed()
    {
        var clock = new ManualClock();
        var budget = new RequestBudget(2, clock);
        budget.TryTake(out _).ShouldBeTrue();
        budget.TryTake(out _).ShouldBeTrue();
        budget.TryTake(out var wait).ShouldBeFalse();
        wait.ShouldBe(TimeSpan.FromMilliseconds(500));

        clock.Advance(TimeSpan.FromMilliseconds(499));
        budget.TryTake(out _).ShouldBeFalse();
        clock.Advance(TimeSpan.FromMilliseconds(2));
        budget.TryTake(out _).ShouldBeTrue();
        budget.TryTake(out _).ShouldBeFalse();
    }

    [Fact]
    public void TryTake_AfterALongPause_AllowsOneSecondsWorthAtOnce()
    {
        var clock = new ManualClock();
        var budget = new RequestBudget(3, clock);
        clock.Advance(TimeSpan.FromHours(1));
        Enumerable.Range(0, 5).Count(_ => budget.TryTake(out var _)).ShouldBe(3);
    }
}
