namespace FleetActors.StandIns.Grains;

public sealed class ReminderTests(ClockedCluster cluster) : IClassFixture<ClockedCluster>
{
    private readonly string _key = Guid.NewGuid().ToString("N");
    private int _set;

    private IReminderGrain Grain => cluster.Grains.GetGrain<IReminderGrain>(_key);

    [Fact]
    public async Task Reminder_TicksWhenDue_ThenEveryPeriod()
    {
        var start = cluster.Clock.GetUtcNow();
        await Grain.Remind("check", Minutes(2), Minutes(1));

        await TickAsync(Minutes(2), 1);
        await TickAsync(Minutes(1), 2);
        await TickAsync(Minutes(1), 3);

        Signals.LogOf(_key).ShouldBe(
            Enumerable.Range(2, 3).Select(minute => $"check {start.AddMinutes(minute):HH:mm:ss} first {start.AddMinutes(2):HH:mm:ss} every 00:01:00"));
    }

    [Fact]
    public async Task Reminder_GrainIsDeactivated_ActivatesIt()
    {
        await Grain.Remind("check", Minutes(1), Minutes(1));
        await Grain.End();

        await TickAsync(Minutes(1), 1);
    }

    [Fact]
    public async Task Reminder_ReceiverThrows_ComesAgain()
    {
        await Grain.Remind("failing", Minutes(1), Minutes(1));

        await TickAsync(Minutes(1), 1);
        await TickAsync(Minutes(1), 2);
    }

    [Fact]
    public async Task Reminder_RegisteredAgain_TakesTheNewTimes()
    {
        await Grain.Remind("check", Minutes(1), Minutes(1));
        await Grain.Remind("check", Minutes(5), Minutes(7));

        cluster.Clock.Advance(Minutes(4));
        (await Grain.Names()).ShouldBe(["check"]);
        Signals.LogOf(_key).ShouldBeEmpty();
        await TickAsync(Minutes(1), 1);
        await TickAsync(Minutes(7), 2);
    }

    [Fact]
    public async Task Unregister_EndsTheReminder()
    {
        await Grain.Remind("first", Minutes(1), Minutes(1));
        await Grain.Remind("second", Minutes(1), Minutes(1));
        (await Grain.Names()).ShouldBe(["first", "second"]);

        await Grain.Forget("first");

        (await Grain.Has("first")).ShouldBeFalse();
        (await Grain.Has("second")).ShouldBeTrue();
        await TickAsync(Minutes(1), 1);
        Signals.LogOf(_key).ShouldAllBe(entry => entry.StartsWith("second", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Register_PeriodBelowTheMinimum_Throws()
    {
        await Should.ThrowAsync<ArgumentException>(() => Grain.Remind("hasty", Minutes(1), TimeSpan.FromSeconds(59)));

        (await Grain.Names()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Register_NegativeDueTime_Throws()
        => await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Grain.Remind("early", Minutes(-1), Minutes(1)));

    private static TimeSpan Minutes(int minutes) => TimeSpan.FromMinutes(minutes);

    private async Task TickAsync(TimeSpan step, int number)
    {
        // The next tick is set when the grain has answered the one before, shortly after its log entry. Reminders of the tests before go on beside, so it
        // takes as many timers as were set before that tick.
        await Signals.Until(
            () => Task.FromResult(cluster.Clock.PendingTimers >= _set && cluster.Clock.NextDue is { } due && due <= cluster.Clock.GetUtcNow() + step),
            "the next tick to be set");
        _set = cluster.Clock.PendingTimers;
        cluster.Clock.Advance(step);
        await Signals.Await($"{_key} reminder {number}");
    }
}
