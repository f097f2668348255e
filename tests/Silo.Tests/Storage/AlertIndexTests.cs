using System.Text.Json;
using FleetActors.Alerts;
using FleetActors.Directory;
using FleetActors.Recovery;

namespace FleetActors.Storage;

public abstract class AlertIndexTests(DatabaseKind kind) : StorageTests(kind)
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_767_600_000_000);

    [SkippableFact]
    public async Task List_NoFilter_GivesStatesNewestFirst()
    {
        await using var store = await WithAlertsAsync(5);

        var page = await store.Alerts.ListAsync(Any(limit: 3), CancellationToken.None);

        Ids(page).ShouldBe([GrainStates.AlertId(5), GrainStates.AlertId(4), GrainStates.AlertId(3)]);
        page.Total.ShouldBe(5);
    }

    [SkippableFact]
    public async Task List_BeforeId_GoesOnWhereThePageEnded()
    {
        await using var store = await WithAlertsAsync(5);

        var page = await store.Alerts.ListAsync(Any(limit: 3) with { BeforeId = GrainStates.AlertId(3) }, CancellationToken.None);

        Ids(page).ShouldBe([GrainStates.AlertId(2), GrainStates.AlertId(1)]);
        page.Total.ShouldBe(5);
    }

    [SkippableFact]
    public async Task List_BeforeIdThatIsGone_GoesOnWithTheNextOlder()
    {
        await using var store = await WithAlertsAsync(5);
        store.Database.Execute($"DELETE FROM OrleansStorage WHERE GrainIdExtensionString = '{GrainStates.AlertId(3)}'");

        var page = await store.Alerts.ListAsync(Any() with { BeforeId = GrainStates.AlertId(3) }, CancellationToken.None);

        Ids(page).ShouldBe([GrainStates.AlertId(2), GrainStates.AlertId(1)]);
    }

    [SkippableTheory]
    [InlineData("alrt-")]
    [InlineData("' OR 1=1 --")]
    public async Task List_BeforeIdOlderThanAll_IsEmpty(string before)
    {
        await using var store = await WithAlertsAsync(2);

        Ids(await store.Alerts.ListAsync(Any() with { BeforeId = before }, CancellationToken.None)).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task List_ByStatusSeverityDeviceAndFleet_GivesOnlyThose()
    {
        await using var store = await OpenAsync();
        await store.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(1)) { Status = "resolved", Severity = 3, DeviceId = "a", FleetId = "north" });
        await store.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(2)) { Status = "paging", Severity = 3, DeviceId = "b", FleetId = "north" });
        await store.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(3)) { Status = "paging", Severity = 1, DeviceId = "a", FleetId = "south" });

        (await IdsOf(store, Any() with { Status = AlertStatus.Paging })).ShouldBe([3, 2]);
        (await IdsOf(store, Any() with { Severity = Severity.Critical })).ShouldBe([2, 1]);
        (await IdsOf(store, Any() with { DeviceId = "a" })).ShouldBe([3, 1]);
        (await IdsOf(store, Any() with { FleetId = "north" })).ShouldBe([2, 1]);
        (await IdsOf(store, Any() with { FleetId = "north", Status = AlertStatus.Resolved, Severity = Severity.Critical, DeviceId = "a" })).ShouldBe([1]);
        (await IdsOf(store, Any() with { DeviceId = "a' OR 'a'='a" })).ShouldBeEmpty();
        (await store.Alerts.ListAsync(Any(limit: 1) with { Severity = Severity.Critical }, CancellationToken.None)).Total.ShouldBe(2);
    }

    [SkippableTheory]
    [InlineData("reefer", new[] { 2, 1 })]
    [InlineData("REEFER", new[] { 2, 1 })]
    [InlineData("50%", new[] { 1 })]
    [InlineData("a_b", new[] { 2 })]
    [InlineData("%", new[] { 1 })]
    [InlineData("_", new[] { 2 })]
    [InlineData(@"\", new[] { 3 })]
    [InlineData("kühlung", new[] { 3 })]
    [InlineData("KÜHLUNG", new[] { 3 })]
    [InlineData("nothing like it", new int[0])]
    public async Task List_Search_IsLiteralAndOfAnyCase(string search, int[] expected)
    {
        await using var store = await OpenAsync();
        await store.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(1)) { Search = "reefer at 50% load" });
        await store.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(2)) { Search = "reefer a_b" });
        await store.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(3)) { Search = @"kühlung c:\x acb" });

        (await IdsOf(store, Any() with { Search = search })).ShouldBe(expected);
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(501)]
    public async Task List_LimitOutOfRange_Throws(int limit)
    {
        await using var store = await OpenAsync();

        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => store.Alerts.ListAsync(Any(limit), CancellationToken.None));
    }

    [SkippableFact]
    public async Task Overdue_GivesTheLongestOverdueFirstAndNothingLater()
    {
        await using var store = await OpenAsync();
        await store.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(1)) { WakeAt = Now.ToUnixTimeMilliseconds() });
        await store.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(2)) { WakeAt = Now.ToUnixTimeMilliseconds() - 5 });
        await store.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(3)) { WakeAt = Now.ToUnixTimeMilliseconds() + 1 });
        await store.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(4)));

        (await store.Alerts.OverdueAsync(SweepShare.Whole, Now, 10, CancellationToken.None)).ShouldBe([GrainStates.AlertId(2), GrainStates.AlertId(1)]);
        (await store.Alerts.OverdueAsync(SweepShare.Whole, Now, 1, CancellationToken.None)).ShouldBe([GrainStates.AlertId(2)]);
    }

    [SkippableFact]
    public async Task Owing_PagesThroughInOrderOfId()
    {
        await using var store = await OpenAsync();
        foreach (var n in new[] { 3, 1, 2 })
        {
            await store.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(n)) { Owed = n });
        }

        await store.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(4)));

        (await store.Alerts.OwingAsync(SweepShare.Whole, null, 2, CancellationToken.None)).ShouldBe([GrainStates.AlertId(1), GrainStates.AlertId(2)]);
        (await store.Alerts.OwingAsync(SweepShare.Whole, GrainStates.AlertId(2), 2, CancellationToken.None)).ShouldBe([GrainStates.AlertId(3)]);
    }

    [SkippableFact]
    public async Task FindOpenByDedupKey_KnowsUnresolvedAlertsOnly()
    {
        await using var store = await OpenAsync();
        var alert = new StoredAlertIndex(GrainStates.AlertId(1)) { DedupKey = "truck-7/temp" };
        await store.Grains.SaveAsync(alert);
        (await store.Alerts.FindOpenByDedupKeyAsync("truck-7/temp", CancellationToken.None)).ShouldBe(alert.AlertId);
        (await store.Alerts.FindOpenByDedupKeyAsync("truck-7/TEMP", CancellationToken.None)).ShouldBeNull();

        await store.Grains.SaveAsync(alert with { Status = "resolved" });

        (await store.Alerts.FindOpenByDedupKeyAsync("truck-7/temp", CancellationToken.None)).ShouldBeNull();
    }

    [SkippableFact]
    public async Task OpenPages_KnowsUnresolvedAlertsOnly()
    {
        await using var store = await OpenAsync();
        var first = new StoredAlertIndex(GrainStates.AlertId(1)) { Pages = [new("+491", "417"), new("+492", "555")] };
        await store.Grains.SaveAsync(first);
        await store.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(2)) { Pages = [new("+491", "022")] });

        (await store.Alerts.OpenPagesAsync("+491", CancellationToken.None))
            .ShouldBe([new OpenPage("417", first.AlertId), new OpenPage("022", GrainStates.AlertId(2))]);

        await store.Grains.SaveAsync(first with { Status = "resolved" });
        (await store.Alerts.OpenPagesAsync("+491", CancellationToken.None)).ShouldBe([new OpenPage("022", GrainStates.AlertId(2))]);
        (await store.Alerts.OpenPagesAsync("+492", CancellationToken.None)).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Count_LeavesResolvedAndSuppressedOutOfActive()
    {
        await using var store = await OpenAsync();
        var statuses = new[] { "open", "paging", "acknowledged", "resolved", "snoozed", "suppressed", "exhausted" };
        foreach (var (status, n) in statuses.Select((status, n) => (status, n)))
        {
            await store.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(n)) { Status = status });
        }

        (await store.Alerts.CountAsync(CancellationToken.None)).ShouldBe(new AlertCounts(7, 5));
    }

    private async Task<FleetStore> WithAlertsAsync(int count)
    {
        var store = await OpenAsync();
        for (var n = 1; n <= count; n++)
        {
            await store.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(n)));
        }

        return store;
    }

    private static AlertIndexQuery Any(int limit = 50) => new(null, null, null, null, null, limit, null);

    private static async Task<int[]> IdsOf(FleetStore store, AlertIndexQuery query)
    {
        var page = await store.Alerts.ListAsync(query, CancellationToken.None);
        page.Total.ShouldBe(page.States.Count);
        return [.. Ids(page).Select(id => int.Parse(id.AsSpan("alrt-".Length), System.Globalization.CultureInfo.InvariantCulture))];
    }

    private static string[] Ids(AlertIndexPage page) =>
        [.. page.States.Select(state => JsonSerializer.Deserialize<StoredAlert>(state.Span, StateJson.Options)!.Index!.AlertId)];
}
