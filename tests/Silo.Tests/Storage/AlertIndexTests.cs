using System.Text.Json;
using FleetActors.Alerts;
using FleetActors.Directory;

namespace FleetActors.Storage;

public sealed class AlertIndexTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_767_600_000_000);

    [Fact]
    public async Task List_NoFilter_GivesStatesNewestFirst()
    {
        await using var file = await WithAlertsAsync(5);

        var page = await file.Alerts.ListAsync(Any(limit: 3), CancellationToken.None);

        Ids(page).ShouldBe([GrainStates.AlertId(5), GrainStates.AlertId(4), GrainStates.AlertId(3)]);
        page.Total.ShouldBe(5);
    }

    [Fact]
    public async Task List_BeforeId_GoesOnWhereThePageEnded()
    {
        await using var file = await WithAlertsAsync(5);

        var page = await file.Alerts.ListAsync(Any(limit: 3) with { BeforeId = GrainStates.AlertId(3) }, CancellationToken.None);

        Ids(page).ShouldBe([GrainStates.AlertId(2), GrainStates.AlertId(1)]);
        page.Total.ShouldBe(5);
    }

    [Fact]
    public async Task List_BeforeIdThatIsGone_GoesOnWithTheNextOlder()
    {
        await using var file = await WithAlertsAsync(5);
        file.Execute($"DELETE FROM OrleansStorage WHERE GrainIdExtensionString = '{GrainStates.AlertId(3)}'");

        var page = await file.Alerts.ListAsync(Any() with { BeforeId = GrainStates.AlertId(3) }, CancellationToken.None);

        Ids(page).ShouldBe([GrainStates.AlertId(2), GrainStates.AlertId(1)]);
    }

    [Theory]
    [InlineData("alrt-")]
    [InlineData("' OR 1=1 --")]
    public async Task List_BeforeIdOlderThanAll_IsEmpty(string before)
    {
        await using var file = await WithAlertsAsync(2);

        Ids(await file.Alerts.ListAsync(Any() with { BeforeId = before }, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task List_ByStatusSeverityDeviceAndFleet_GivesOnlyThose()
    {
        await using var file = await FleetFile.OpenAsync();
        await file.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(1)) { Status = "resolved", Severity = 3, DeviceId = "a", FleetId = "north" });
        await file.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(2)) { Status = "paging", Severity = 3, DeviceId = "b", FleetId = "north" });
        await file.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(3)) { Status = "paging", Severity = 1, DeviceId = "a", FleetId = "south" });

        (await IdsOf(file, Any() with { Status = AlertStatus.Paging })).ShouldBe([3, 2]);
        (await IdsOf(file, Any() with { Severity = Severity.Critical })).ShouldBe([2, 1]);
        (await IdsOf(file, Any() with { DeviceId = "a" })).ShouldBe([3, 1]);
        (await IdsOf(file, Any() with { FleetId = "north" })).ShouldBe([2, 1]);
        (await IdsOf(file, Any() with { FleetId = "north", Status = AlertStatus.Resolved, Severity = Severity.Critical, DeviceId = "a" })).ShouldBe([1]);
        (await IdsOf(file, Any() with { DeviceId = "a' OR 'a'='a" })).ShouldBeEmpty();
        (await file.Alerts.ListAsync(Any(limit: 1) with { Severity = Severity.Critical }, CancellationToken.None)).Total.ShouldBe(2);
    }

    [Theory]
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
        await using var file = await FleetFile.OpenAsync();
        await file.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(1)) { Search = "reefer at 50% load" });
        await file.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(2)) { Search = "reefer a_b" });
        await file.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(3)) { Search = @"kühlung c:\x acb" });

        (await IdsOf(file, Any() with { Search = search })).ShouldBe(expected);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    public async Task List_LimitOutOfRange_Throws(int limit)
    {
        await using var file = await FleetFile.OpenAsync();

        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => file.Alerts.ListAsync(Any(limit), CancellationToken.None));
    }

    [Fact]
    public async Task Overdue_GivesTheLongestOverdueFirstAndNothingLater()
    {
        await using var file = await FleetFile.OpenAsync();
        await file.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(1)) { WakeAt = Now.ToUnixTimeMilliseconds() });
        await file.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(2)) { WakeAt = Now.ToUnixTimeMilliseconds() - 5 });
        await file.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(3)) { WakeAt = Now.ToUnixTimeMilliseconds() + 1 });
        await file.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(4)));

        (await file.Alerts.OverdueAsync(Now, 10, CancellationToken.None)).ShouldBe([GrainStates.AlertId(2), GrainStates.AlertId(1)]);
        (await file.Alerts.OverdueAsync(Now, 1, CancellationToken.None)).ShouldBe([GrainStates.AlertId(2)]);
    }

    [Fact]
    public async Task Owing_PagesThroughInOrderOfId()
    {
        await using var file = await FleetFile.OpenAsync();
        foreach (var n in new[] { 3, 1, 2 })
        {
            await file.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(n)) { Owed = n });
        }

        await file.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(4)));

        (await file.Alerts.OwingAsync(null, 2, CancellationToken.None)).ShouldBe([GrainStates.AlertId(1), GrainStates.AlertId(2)]);
        (await file.Alerts.OwingAsync(GrainStates.AlertId(2), 2, CancellationToken.None)).ShouldBe([GrainStates.AlertId(3)]);
    }

    [Fact]
    public async Task FindOpenByDedupKey_KnowsUnresolvedAlertsOnly()
    {
        await using var file = await FleetFile.OpenAsync();
        var alert = new StoredAlertIndex(GrainStates.AlertId(1)) { DedupKey = "truck-7/temp" };
        await file.Grains.SaveAsync(alert);
        (await file.Alerts.FindOpenByDedupKeyAsync("truck-7/temp", CancellationToken.None)).ShouldBe(alert.AlertId);
        (await file.Alerts.FindOpenByDedupKeyAsync("truck-7/TEMP", CancellationToken.None)).ShouldBeNull();

        await file.Grains.SaveAsync(alert with { Status = "resolved" });

        (await file.Alerts.FindOpenByDedupKeyAsync("truck-7/temp", CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task OpenPages_KnowsUnresolvedAlertsOnly()
    {
        await using var file = await FleetFile.OpenAsync();
        var first = new StoredAlertIndex(GrainStates.AlertId(1)) { Pages = [new("+491", "417"), new("+492", "555")] };
        await file.Grains.SaveAsync(first);
        await file.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(2)) { Pages = [new("+491", "022")] });

        (await file.Alerts.OpenPagesAsync("+491", CancellationToken.None))
            .ShouldBe([new OpenPage("417", first.AlertId), new OpenPage("022", GrainStates.AlertId(2))]);

        await file.Grains.SaveAsync(first with { Status = "resolved" });
        (await file.Alerts.OpenPagesAsync("+491", CancellationToken.None)).ShouldBe([new OpenPage("022", GrainStates.AlertId(2))]);
        (await file.Alerts.OpenPagesAsync("+492", CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Count_LeavesResolvedAndSuppressedOutOfActive()
    {
        await using var file = await FleetFile.OpenAsync();
        var statuses = new[] { "open", "paging", "acknowledged", "resolved", "snoozed", "suppressed", "exhausted" };
        foreach (var (status, n) in statuses.Select((status, n) => (status, n)))
        {
            await file.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(n)) { Status = status });
        }

        (await file.Alerts.CountAsync(CancellationToken.None)).ShouldBe(new AlertCounts(7, 5));
    }

    private static async Task<FleetFile> WithAlertsAsync(int count)
    {
        var file = await FleetFile.OpenAsync();
        for (var n = 1; n <= count; n++)
        {
            await file.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(n)));
        }

        return file;
    }

    private static AlertIndexQuery Any(int limit = 50) => new(null, null, null, null, null, limit, null);

    private static async Task<int[]> IdsOf(FleetFile file, AlertIndexQuery query)
    {
        var page = await file.Alerts.ListAsync(query, CancellationToken.None);
        page.Total.ShouldBe(page.States.Count);
        return [.. Ids(page).Select(id => int.Parse(id.AsSpan("alrt-".Length), System.Globalization.CultureInfo.InvariantCulture))];
    }

    private static string[] Ids(AlertIndexPage page) =>
        [.. page.States.Select(state => JsonSerializer.Deserialize<StoredAlert>(state.Span, StateJson.Options)!.Index!.AlertId)];
}
