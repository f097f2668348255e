namespace FleetActors.Storage;

public abstract class ReminderTableTests(DatabaseKind kind) : StorageTests(kind)
{
    private static readonly GrainId Watchdog = GrainId.Create("watchdog", "main");
    private static readonly DateTime Start = new(2026, 1, 5, 8, 0, 0, 123, DateTimeKind.Utc);

    [SkippableFact]
    public async Task Upsert_NewReminder_IsReadBack()
    {
        await using var store = await OpenAsync();

        var etag = await store.Reminders.UpsertRow(Reminder(Watchdog, "sweep"));
        var read = await store.Reminders.ReadRow(Watchdog, "sweep");

        read.ShouldNotBeNull();
        read.GrainId.ShouldBe(Watchdog);
        read.ReminderName.ShouldBe("sweep");
        read.StartAt.ShouldBe(Start);
        read.StartAt.Kind.ShouldBe(DateTimeKind.Utc);
        read.Period.ShouldBe(TimeSpan.FromMinutes(1));
        read.ETag.ShouldBe(etag);
    }

    [SkippableFact]
    public async Task Upsert_Again_ReplacesAndChangesTheEtag()
    {
        await using var store = await OpenAsync();
        var first = await store.Reminders.UpsertRow(Reminder(Watchdog, "sweep"));

        var later = Reminder(Watchdog, "sweep");
        later.Period = TimeSpan.FromDays(60);
        var second = await store.Reminders.UpsertRow(later);

        second.ShouldNotBe(first);
        (await store.Reminders.ReadRow(Watchdog, "sweep"))!.Period.ShouldBe(TimeSpan.FromDays(60));
        (await store.Reminders.ReadRows(Watchdog)).Reminders.Count.ShouldBe(1);
    }

    [SkippableFact]
    public async Task ReadRow_Unknown_IsNull()
    {
        await using var store = await OpenAsync();

        (await store.Reminders.ReadRow(Watchdog, "sweep")).ShouldBeNull();
        (await store.Reminders.ReadRows(Watchdog)).Reminders.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Remove_WithItsEtag_RemovesOnce()
    {
        await using var store = await OpenAsync();
        var first = await store.Reminders.UpsertRow(Reminder(Watchdog, "sweep"));
        var second = await store.Reminders.UpsertRow(Reminder(Watchdog, "sweep"));

        (await store.Reminders.RemoveRow(Watchdog, "sweep", first!)).ShouldBeFalse();
        (await store.Reminders.RemoveRow(Watchdog, "sweep", second!)).ShouldBeTrue();
        (await store.Reminders.RemoveRow(Watchdog, "sweep", second!)).ShouldBeFalse();
        (await store.Reminders.ReadRow(Watchdog, "sweep")).ShouldBeNull();
    }

    [SkippableFact]
    public async Task ReadRows_OfAGrain_GivesAllItsRemindersAndNoOthers()
    {
        await using var store = await OpenAsync();
        await store.Reminders.UpsertRow(Reminder(Watchdog, "sweep"));
        await store.Reminders.UpsertRow(Reminder(Watchdog, "report"));
        await store.Reminders.UpsertRow(Reminder(GrainId.Create("watchdog", "other"), "sweep"));

        (await store.Reminders.ReadRows(Watchdog)).Reminders.Select(reminder => reminder.ReminderName).ShouldBe(["report", "sweep"], ignoreOrder: true);
    }

    [SkippableFact]
    public async Task ReadRows_Range_TakesAfterBeginUpToEnd()
    {
        await using var store = await OpenAsync();
        var byHash = await SpreadAsync(store);

        foreach (var begin in byHash)
        {
            foreach (var end in byHash.Where(end => end > begin))
            {
                await RequireRangeAsync(store, byHash, begin, end, hash => hash > begin && hash <= end);
            }
        }
    }

    [SkippableFact]
    public async Task ReadRows_RangeAroundTheRing_TakesBothEnds()
    {
        await using var store = await OpenAsync();
        var byHash = await SpreadAsync(store);

        foreach (var begin in byHash)
        {
            foreach (var end in byHash.Where(end => end < begin))
            {
                await RequireRangeAsync(store, byHash, begin, end, hash => hash > begin || hash <= end);
            }
        }
    }

    [SkippableFact]
    public async Task ReadRows_BeginIsEnd_IsTheWholeRing()
    {
        await using var store = await OpenAsync();
        var byHash = await SpreadAsync(store);

        foreach (var point in byHash.Append(0u).Append(uint.MaxValue))
        {
            await RequireRangeAsync(store, byHash, point, point, _ => true);
        }
    }

    [SkippableFact]
    public async Task Reopened_RemindersAreStillThere()
    {
        await using var store = await OpenAsync();
        await store.Reminders.UpsertRow(Reminder(Watchdog, "sweep"));

        await using var other = await store.OpenAnotherAsync();

        (await other.Reminders.ReadRow(Watchdog, "sweep")).ShouldNotBeNull();
    }

    [SkippableFact]
    public async Task Clear_RemovesAll()
    {
        await using var store = await OpenAsync();
        await SpreadAsync(store);

        await store.Reminders.TestOnlyClearTable();

        (await store.Reminders.ReadRows(0, 0)).Reminders.ShouldBeEmpty();
    }

    private static async Task<uint[]> SpreadAsync(FleetStore store)
    {
        var grains = Enumerable.Range(0, 12).Select(n => GrainId.Create("watchdog", $"grain-{n}")).ToArray();
        foreach (var grain in grains)
        {
            await store.Reminders.UpsertRow(Reminder(grain, "sweep"));
        }

        var hashes = grains.Select(grain => grain.GetUniformHashCode()).Order().ToArray();
        hashes.ShouldContain(hash => hash > int.MaxValue, "the test needs hashes on both sides of the sign");
        hashes.ShouldContain(hash => hash <= int.MaxValue, "the test needs hashes on both sides of the sign");
        return hashes;
    }

    private static async Task RequireRangeAsync(FleetStore store, uint[] all, uint begin, uint end, Func<uint, bool> expected)
    {
        var read = (await store.Reminders.ReadRows(begin, end)).Reminders.Select(reminder => reminder.GrainId.GetUniformHashCode()).Order();
        read.ShouldBe(all.Where(expected), $"({begin}, {end}]");
    }

    private static ReminderEntry Reminder(GrainId grain, string name) =>
        new() { GrainId = grain, ReminderName = name, StartAt = Start, Period = TimeSpan.FromMinutes(1) };
}
