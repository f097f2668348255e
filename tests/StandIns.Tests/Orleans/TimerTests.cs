namespace FleetActors.StandIns.Grains;

public sealed class TimerTests(ClockedCluster cluster) : IClassFixture<ClockedCluster>
{
    private readonly string _key = Guid.NewGuid().ToString("N");

    private ITimerGrain Grain => cluster.Grains.GetGrain<ITimerGrain>(_key);

    [Fact]
    public async Task Timer_TicksWhenDue_ThenEveryPeriod()
    {
        await Grain.Start("plain", Seconds(10), Seconds(3));

        await AdvanceAsync(9);
        (await Grain.Ticks()).ShouldBe(0);
        await AdvanceAsync(1, expectedTicks: 1);
        await AdvanceAsync(2);
        (await Grain.Ticks()).ShouldBe(1);
        await AdvanceAsync(1, expectedTicks: 2);
        await AdvanceAsync(3, expectedTicks: 3);
    }

    [Fact]
    public async Task Timer_InfinitePeriod_TicksOnce()
    {
        await Grain.Start("plain", Seconds(1), Timeout.InfiniteTimeSpan);

        await AdvanceAsync(1, expectedTicks: 1);
        await AdvanceAsync(1000);

        (await Grain.Ticks()).ShouldBe(1);
    }

    [Fact]
    public async Task Timer_CallbackRuns_NextTickIsCountedFromItsEnd()
    {
        await Grain.Start("slow", Seconds(1), Seconds(10));
        cluster.Clock.Advance(Seconds(1));
        await Signals.Await($"{_key} slow tick 1");
        cluster.Clock.Advance(Seconds(60));
        Signals.Set($"{_key} slow may end 1");
        await Signals.Await($"{_key} slow ended 1");
        (await Grain.Ticks()).ShouldBe(1);

        await AdvanceAsync(9);
        (await Grain.Ticks()).ShouldBe(1);
        cluster.Clock.Advance(Seconds(1));
        await Signals.Await($"{_key} slow tick 2");
        Signals.Set($"{_key} slow may end 2");
    }

    [Fact]
    public async Task Timer_CallbackThrows_GoesOn()
    {
        await Grain.Start("failing", Seconds(1), Seconds(1));

        await AdvanceAsync(1, expectedTicks: 1);
        await AdvanceAsync(1, expectedTicks: 2);
    }

    [Fact]
    public async Task Timer_Tick_WaitsForTheTurnInProgress()
    {
        await Grain.Start("plain", Seconds(1), Seconds(100));
        var hold = Grain.Hold($"{_key} hold");
        await Signals.Await($"{_key} hold holds");
        cluster.Clock.Advance(Seconds(1));
        Signals.IsSet($"{_key} plain tick 1").ShouldBeFalse();

        Signals.Set($"{_key} hold");

        await hold;
        await Signals.Await($"{_key} plain tick 1");
    }

    [Fact]
    public async Task Timer_Interleaving_TicksBesideTheTurnInProgress()
    {
        await Grain.Start("plain", Seconds(1), Seconds(100), interleave: true);
        var hold = Grain.Hold($"{_key} hold");
        await Signals.Await($"{_key} hold holds");

        cluster.Clock.Advance(Seconds(1));

        await Signals.Await($"{_key} plain tick 1");
        hold.IsCompleted.ShouldBeFalse();
        Signals.Set($"{_key} hold");
        await hold;
    }

    [Fact]
    public async Task Change_FromOutside_ReplacesDueTimeAndPeriod()
    {
        await Grain.Start("plain", Seconds(100), Seconds(100));
        await Grain.Change("plain", Seconds(2), Seconds(3));

        await AdvanceAsync(2, expectedTicks: 1);
        await AdvanceAsync(3, expectedTicks: 2);
        await Grain.Change("plain", Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await AdvanceAsync(500);

        (await Grain.Ticks()).ShouldBe(2);
    }

    [Fact]
    public async Task Change_FromCallback_SetsTheNextTick()
    {
        await Grain.Start("changing", Seconds(1), Seconds(100));

        await AdvanceAsync(1, expectedTicks: 1, name: "changing");
        await AdvanceAsync(4);
        (await Grain.Ticks()).ShouldBe(1);
        await AdvanceAsync(1, expectedTicks: 2, name: "changing");
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("stopping")]
    public async Task Dispose_EndsTheTimer(string name)
    {
        await Grain.Start(name, Seconds(1), Seconds(1));
        await AdvanceAsync(1, expectedTicks: 1, name: name);
        await Grain.Stop(name);

        await AdvanceAsync(10);

        (await Grain.Ticks()).ShouldBe(1);
    }

    [Fact]
    public async Task Deactivation_EndsTheTimer()
    {
        await Grain.Start("plain", Seconds(1), Seconds(1));
        await Grain.End();
        await Signals.Await($"{_key} deactivated");
        await Grain.Ticks();

        await AdvanceAsync(10);

        (await Grain.Ticks()).ShouldBe(0);
        Signals.LogOf(_key).ShouldBeEmpty();
    }

    [Fact]
    public async Task RegisterGrainTimer_OutsideTheGrainsScheduler_IsRefused() => (await Grain.StartElsewhere()).ShouldBe("refused");

    [Fact]
    public async Task Start_NegativeDueTime_Throws()
        => await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Grain.Start("plain", Seconds(-5), Seconds(1)));

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);

    /// <summary>Moves the clock; waits until that many ticks have run and the timer is set anew, or that no tick is left in the queue.</summary>
    private async Task AdvanceAsync(int seconds, int expectedTicks = 0, string? name = null)
    {
        cluster.Clock.Advance(Seconds(seconds));
        await Signals.Until(async () => await Grain.Ticks() >= expectedTicks, $"tick {expectedTicks} of {name ?? "the timer"}");
    }
}
