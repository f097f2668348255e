using FleetActors.TestKit;

namespace FleetActors.Sandbox.Tests;

public class ManualClockTests
{
    private readonly ManualClock _clock = new();
    private readonly List<string> _fired = [];

    [Fact]
    public void Advance_SeveralTimers_FireInOrderEachAtItsTime()
    {
        using var late = Timer("late", 3);
        using var early = Timer("early", 1);
        using var alsoLate = Timer("also late", 3);

        _clock.Advance(TimeSpan.FromSeconds(5));

        _fired.ShouldBe(["early 1", "late 3", "also late 3"]);
        (_clock.Now - Start).ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Advance_CallbackMakesATimerDueWithin_FiresItToo()
    {
        ITimer? inner = null;
        using var outer = _clock.CreateTimer(_ => inner = Timer("inner", 2), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(3));

        _fired.ShouldBe(["inner 3"]);
        inner?.Dispose();
    }

    [Fact]
    public void Advance_PeriodicTimer_FiresEveryPeriod()
    {
        using var timer = _clock.CreateTimer(_ => Note("tick"), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        _clock.Advance(TimeSpan.FromSeconds(6));

        _fired.ShouldBe(["tick 1", "tick 3", "tick 5"]);
        _clock.PendingTimers.ShouldBe(1);
    }

    [Fact]
    public void Change_BeforeItIsDue_MovesIt()
    {
        using var timer = Timer("moved", 1);
        timer.Change(TimeSpan.FromSeconds(4), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(3));
        _fired.ShouldBeEmpty();
        _clock.NextDue.ShouldBe(Start + TimeSpan.FromSeconds(4));
        _clock.AdvanceToNext().ShouldBeTrue();

        _fired.ShouldBe(["moved 4"]);
        _clock.AdvanceToNext().ShouldBeFalse();
    }

    [Fact]
    public void Dispose_BeforeItIsDue_NeverFires()
    {
        Timer("gone", 1).Dispose();

        _clock.Advance(TimeSpan.FromSeconds(3));

        _fired.ShouldBeEmpty();
        _clock.PendingTimers.ShouldBe(0);
    }

    [Fact]
    public async Task Delay_OnThisClock_EndsWhenItIsMoved()
    {
        var delay = Task.Delay(TimeSpan.FromSeconds(2), _clock);
        _clock.Advance(TimeSpan.FromSeconds(1));
        delay.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(1));

        await delay;
    }

    [Fact]
    public async Task ZeroDelayTimer_WithoutMovingTheClock_FiresAsARealOneDoes()
    {
        var fired = new TaskCompletionSource();
        using var timer = _clock.CreateTimer(_ => fired.SetResult(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        await fired.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
    }

    [Fact]
    public void Advance_Backwards_Throws() => Should.Throw<ArgumentOutOfRangeException>(() => _clock.Advance(TimeSpan.FromSeconds(-1)));

    private static DateTimeOffset Start => new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private ITimer Timer(string name, int seconds) =>
        _clock.CreateTimer(_ => Note(name), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);

    private void Note(string name) => _fired.Add($"{name} {(_clock.Now - Start).TotalSeconds}");
}
