using Orleans.Storage;

namespace FleetActors.Storage;

public sealed class AlertTriggerTests
{
    private static readonly StoredAlertIndex Full = new(GrainStates.AlertId(1))
    {
        Status = "paging",
        Severity = 3,
        FleetId = "north",
        DeviceId = "truck-7",
        DedupKey = "truck-7/temp",
        Category = "temperature",
        CreatedAt = 1_767_600_000_001,
        UpdatedAt = 1_767_600_000_002,
        WakeAt = 1_767_600_000_003,
        Owed = 4,
        Search = "truck-7 temperature",
        Pages = [new("+491", "417")],
    };

    [Fact]
    public async Task Write_NewAlert_CopiesEveryColumn()
    {
        await using var file = await FleetFile.OpenAsync();

        await file.Grains.SaveAsync(Full);

        Row(file).ShouldBe(
            $"{Full.AlertId}|paging|3|north|truck-7|truck-7/temp|1767600000003|4|temperature|1767600000001|1767600000002|truck-7 temperature");
        Pages(file).ShouldBe("+491:417");
    }

    [Fact]
    public async Task Write_NothingOptional_LeavesNulls()
    {
        await using var file = await FleetFile.OpenAsync();

        await file.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(1)));

        Row(file).ShouldBe($"{GrainStates.AlertId(1)}|open|2|-|-|-|-|0|-|1767600000000|1767600000000|");
        file.Scalar<int>("SELECT pages IS NULL FROM alert_index").ShouldBe(1);
        file.Scalar<int>("SELECT count(*) FROM alert_pages").ShouldBe(0);
    }

    [Fact]
    public async Task Write_Again_CopiesWhatChanged()
    {
        await using var file = await FleetFile.OpenAsync();
        await file.Grains.SaveAsync(Full);

        await file.Grains.SaveAsync(Full with
        {
            Status = "acknowledged",
            Severity = 2,
            FleetId = null,
            DeviceId = "truck-8",
            DedupKey = null,
            Category = null,
            UpdatedAt = 1_767_600_000_009,
            WakeAt = null,
            Owed = 0,
            Search = "other",
            Pages = [new("+491", "417"), new("+492", "418")],
        });

        Row(file).ShouldBe($"{Full.AlertId}|acknowledged|2|-|truck-8|-|-|0|-|1767600000001|1767600000009|other");
        Pages(file).ShouldBe("+491:417 +492:418");
        file.Scalar<int>("SELECT count(*) FROM alert_index").ShouldBe(1);
    }

    [Fact]
    public async Task Write_Resolved_TakesItsPagesAway()
    {
        await using var file = await FleetFile.OpenAsync();
        await file.Grains.SaveAsync(Full);

        await file.Grains.SaveAsync(Full with { Status = "resolved" });

        file.Scalar<int>("SELECT count(*) FROM alert_pages").ShouldBe(0);
        Row(file).ShouldContain("|resolved|");
    }

    [Fact]
    public async Task Write_OneNumberTwice_KeepsBothCodes()
    {
        await using var file = await FleetFile.OpenAsync();

        await file.Grains.SaveAsync(Full with { Pages = [new("+491", "417"), new("+491", "417"), new("+491", "418")] });

        Pages(file).ShouldBe("+491:417 +491:418");
    }

    [Fact]
    public async Task Clear_TakesTheRowsAway()
    {
        await using var file = await FleetFile.OpenAsync();
        var state = await file.Grains.SaveAsync(Full);

        await file.Grains.ClearStateAsync(StorageNames.Alert, GrainStates.Alert(Full.AlertId), state);

        file.Scalar<int>("SELECT count(*) FROM alert_index").ShouldBe(0);
        file.Scalar<int>("SELECT count(*) FROM alert_pages").ShouldBe(0);
    }

    [Fact]
    public async Task Clear_KeepingTheRow_TakesTheIndexAwayUntilTheNextWrite()
    {
        await using var file = await FleetFile.OpenAsync();
        await file.Grains.SaveAsync(Full);

        file.Execute("UPDATE OrleansStorage SET PayloadBinary = NULL, Version = Version + 1");
        file.Scalar<int>("SELECT count(*) FROM alert_index").ShouldBe(0);
        file.Scalar<int>("SELECT count(*) FROM alert_pages").ShouldBe(0);

        await file.Grains.SaveAsync(Full);
        Row(file).ShouldStartWith($"{Full.AlertId}|paging|");
        Pages(file).ShouldBe("+491:417");
    }

    [Fact]
    public async Task Write_WithoutIndex_Fails()
    {
        await using var file = await FleetFile.OpenAsync();
        var state = new GrainState<StoredAlert>(new StoredAlert { Note = "no index" });

        await Should.ThrowAsync<Exception>(() => file.Grains.WriteStateAsync(StorageNames.Alert, GrainStates.Alert("alrt-x"), state));

        file.Scalar<int>("SELECT count(*) FROM OrleansStorage").ShouldBe(0);
    }

    [Fact]
    public async Task Write_OtherStates_HaveNoIndex()
    {
        await using var file = await FleetFile.OpenAsync();
        var state = new GrainState<StoredAlert>(new StoredAlert { Index = Full });

        await file.Grains.WriteStateAsync("policy", GrainId.Create("policy", "p-1"), state);

        file.Scalar<int>("SELECT count(*) FROM alert_index").ShouldBe(0);
    }

    [Fact]
    public async Task Write_DedupKeyOfAnOpenAlert_FailsWithoutATrace()
    {
        await using var file = await FleetFile.OpenAsync();
        await file.Grains.SaveAsync(Full);

        var failure = await Should.ThrowAsync<Exception>(() => file.Grains.SaveAsync(Full with { AlertId = GrainStates.AlertId(2) }));

        StorageErrors.IsDuplicateKey(failure).ShouldBeTrue(failure.ToString());
        failure.ShouldNotBeOfType<InconsistentStateException>();
        file.Scalar<int>("SELECT count(*) FROM OrleansStorage").ShouldBe(1);
        file.Scalar<int>("SELECT count(*) FROM alert_index").ShouldBe(1);
    }

    [Fact]
    public async Task Write_DedupKeyOfAResolvedAlert_IsFree()
    {
        await using var file = await FleetFile.OpenAsync();
        await file.Grains.SaveAsync(Full);
        await file.Grains.SaveAsync(Full with { Status = "resolved" });

        await file.Grains.SaveAsync(Full with { AlertId = GrainStates.AlertId(2) });
        var failure = await Should.ThrowAsync<Exception>(() => file.Grains.SaveAsync(Full));

        StorageErrors.IsDuplicateKey(failure).ShouldBeTrue("reopening the first must not make two open alerts of one key");
    }

    [Fact]
    public async Task Write_SameDedupKeyManyTimesAtOnce_OneWinsAndOthersAreNotDisturbed()
    {
        await using var file = await FleetFile.OpenAsync();
        var results = await Task.WhenAll(Enumerable.Range(1, 60).Select(n => Task.Run(async () =>
        {
            try
            {
                await file.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(n)) { DedupKey = n % 2 == 0 ? "same" : $"own-{n}" });
                return (n, Stored: true, Duplicate: false);
            }
            catch (Exception exception)
            {
                return (n, Stored: false, Duplicate: StorageErrors.IsDuplicateKey(exception));
            }
        })));

        results.Where(result => result.n % 2 != 0).ShouldAllBe(result => result.Stored);
        results.Count(result => result.n % 2 == 0 && result.Stored).ShouldBe(1);
        results.Count(result => result.Duplicate).ShouldBe(29);
        file.Scalar<int>("SELECT count(*) FROM alert_index").ShouldBe(31);
    }

    private static string Row(FleetFile file) => file.Scalar<string>("""
        SELECT alert_id || '|' || status || '|' || severity || '|' || ifnull(fleet_id, '-') || '|' || ifnull(device_id, '-') || '|' || ifnull(dedup_key, '-')
            || '|' || ifnull(wake_at, '-') || '|' || owed || '|' || ifnull(category, '-') || '|' || created_at || '|' || updated_at || '|' || search
        FROM alert_index
        """);

    private static string Pages(FleetFile file) =>
        file.Scalar<string>("SELECT group_concat(entry, ' ') FROM (SELECT number || ':' || code AS entry FROM alert_pages ORDER BY number, code)");
}
