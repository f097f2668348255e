namespace FleetActors.Storage;

public sealed class ReminderTableTests
{
    private static readonly GrainId Watchdog = GrainId.Create("watchdog", "main");
    private static readonly DateTime Start = new(2026, 1, 5, 8, 0, 0, 123, DateTimeKind.Utc);

    [Fact]
    public async Task Upsert_NewReminder_IsReadBack()
    {
        await using var file = await FleetFile.OpenAsync();

        var etag = await file.Reminders.UpsertRow(Reminder(Watchdog, "sweep"));
        var read = await file.Reminders.ReadRow(Watchdog, "sweep");

        read.ShouldNotBeNull();
        read.GrainId.ShouldBe(Watchdog);
        read.ReminderName.ShouldBe("sweep");
        read.StartAt.ShouldBe(Start);
        read.StartAt.Kind.ShouldBe(DateTimeKind.Utc);
        read.Period.ShouldBe(TimeSpan.FromMinutes(1));
        read.ETag.ShouldBe(etag);
    }

    [Fact]
    public async Task Upsert_Again_ReplacesAndChangesTheEtag()
    {
        await using var file = await FleetFile.OpenAsync();
        var first = await file.Reminders.UpsertRow(Reminder(Watchdog, "sweep"));

        var later = Reminder(Watchdog, "sweep");
        later.Period = TimeSpan.FromDays(60);
        var second = await file.Reminders.UpsertRow(later);

        second.ShouldNotBe(first);
        (await file.Reminders.ReadRow(Watchdog, "sweep"))!.Period.ShouldBe(TimeSpan.FromDays(60));
        (await file.Reminders.ReadRows(Watchdog)).Reminders.Count.ShouldBe(1);
    }

    [Fact]
    public async Task ReadRow_Unknown_IsNull()
    {
        await using var file = await FleetFile.OpenAsync();

        (await file.Reminders.ReadRow(Watchdog, "sweep")).ShouldBeNull();
        (await file.Reminders.ReadRows(Watchdog)).Reminders.ShouldBeEmpty();
    }

    [Fact]
    public async Task Remove_WithItsEtag_RemovesOnce()
    {
        await using var file = await FleetFile.OpenAsync();
        var first = await file.Reminders.UpsertRow(Reminder(Watchdog, "sweep"));
        var second = await file.Reminders.UpsertRow(Reminder(Watchdog, "sweep"));

        (await file.Reminders.RemoveRow(Watchdog, "sweep", first!)).ShouldBeFalse();
        (await file.Reminders.RemoveRow(Watchdog, "sweep", second!)).ShouldBeTrue();
        (await file.Reminders.RemoveRow(Watchdog, "sweep", second!)).ShouldBeFalse();
        (await file.Reminders.ReadRow(Watchdog, "sweep")).ShouldBeNull();
    }

    [Fact]
    public async Task ReadRows_OfAGrain_GivesAllItsRemindersAndNoOthers()
    {
        await using var file = await FleetFile.OpenAsync();
        await file.Reminders.UpsertRow(Reminder(Watchdog, "sweep"));
        await file.Reminders.UpsertRow(Reminder(Watchdog, "report"));
        await file.Reminders.UpsertRow(Reminder(GrainId.Create("watchdog", "other"), "sweep"));

        (await file.Reminders.ReadRows(Watchdog)).Reminders.Select(reminder => reminder.ReminderName).ShouldBe(["report", "sweep"], ignoreOrder: true);
    }

    [Fact]
    public async Task ReadRows_Range_TakesAfterBeginUpToEnd()
    {
        await using var file = await FleetFile.OpenAsync();
        var byHash = await SpreadAsync(file);

        foreach (var begin in byHash)
        {
            foreach (var end in byHash.Where(end => end > begin))
            {
                await RequireRangeAsync(file, byHash, begin, end, hash => hash > begin && hash <= end);
            }
        }
    }

    [Fact]
    public async Task ReadRows_RangeAroundTheRing_TakesBothEnds()
    {
        await using var file = await FleetFile.OpenAsync();
        var byHash = await SpreadAsync(file);

        foreach (var begin in byHash)
        {
            foreach (var end in byHash.Where(end => end < begin))
            {
                await RequireRangeAsync(file, byHash, begin, end, hash => hash > begin || hash <= end);
            }
        }
    }

    [Fact]
    public async Task ReadRows_BeginIsEnd_IsTheWholeRing()
    {
        await using var file = await FleetFile.OpenAsync();
        var byHash = await SpreadAsync(file);

        foreach (var point in byHash.Append(0u).Append(uint.MaxValue))
        {
            await RequireRangeAsync(file, byHash, point, point, _ => true);
        }
    }

    [Fact]
    public async Task Reopened_RemindersAreStillThere()
    {
        await using var file = await FleetFile.OpenAsync();
        await file.Reminders.UpsertRow(Reminder(Watchdog, "sweep"));

        await using var other = await FleetFile.OpenAsync(file.Folder);

        (await other.Reminders.ReadRow(Watchdog, "sweep")).ShouldNotBeNull();
    }

    [Fact]
    public async Task Clear_RemovesAll()
    {
        await using var file = await FleetFile.OpenAsync();
        await SpreadAsync(file);

        await file.Reminders.TestOnlyClearTable();

        (await file.Reminders.ReadRows(0, 0)).Reminders.ShouldBeEmpty();
    }

    private static async Task<uint[]> SpreadAsync(FleetFile file)
    {
        var grains = Enumerable.Range(0, 12).Select(n => GrainId.Create("watchdog", $"grain-{n}")).ToArray();
        foreach (var grain in grains)
        {
            await file.Reminders.UpsertRow(Reminder(grain, "sweep"));
        }

        var hashes = grains.Select(grain => grain.GetUniformHashCode()).Order().ToArray();
        hashes.ShouldContain(hash => hash > int.MaxValue, "the test needs hashes on both sides of the sign");
        hashes.ShouldContain(hash => hash <= int.MaxValue, "the test needs hashes on both sides of the sign");
        return hashes;
    }

    private static async Task RequireRangeAsync(FleetFile file, uint[] all, uint begin, uint end, Func<uint, bool> expected)
    {
        var read = (await file.Reminders.ReadRows(begin, end)).Reminders.Select(reminder => reminder.GrainId.GetUniformHashCode()).Order();
        read.ShouldBe(all.Where(expected), $"({begin}, {end}]");
    }

    private static ReminderEntry Reminder(GrainId grain, string name) =>
        new() { GrainId = grain, ReminderName = name, StartAt = Start, Period = TimeSpan.FromMinutes(1) };
}
