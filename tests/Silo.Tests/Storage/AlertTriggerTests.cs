using Orleans.Storage;

namespace FleetActors.Storage;

public abstract class AlertTriggerTests(DatabaseKind kind) : StorageTests(kind)
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

    [SkippableFact]
    public async Task Write_NewAlert_CopiesEveryColumn()
    {
        await using var store = await OpenAsync();

        await store.Grains.SaveAsync(Full);

        Row(store).ShouldBe(
            $"{Full.AlertId}|paging|3|north|truck-7|truck-7/temp|1767600000003|4|temperature|1767600000001|1767600000002|truck-7 temperature");
        Pages(store).ShouldBe("+491:417");
    }

    [SkippableFact]
    public async Task Write_NothingOptional_LeavesNulls()
    {
        await using var store = await OpenAsync();

        await store.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(1)));

        Row(store).ShouldBe($"{GrainStates.AlertId(1)}|open|2|-|-|-|-|0|-|1767600000000|1767600000000|");
        store.Database.Scalar<int>("SELECT count(*) FROM alert_index WHERE pages IS NULL").ShouldBe(1);
        store.Database.Scalar<int>("SELECT count(*) FROM alert_pages").ShouldBe(0);
    }

    [SkippableFact]
    public async Task Write_Again_CopiesWhatChanged()
    {
        await using var store = await OpenAsync();
        await store.Grains.SaveAsync(Full);

        await store.Grains.SaveAsync(Full with
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

        Row(store).ShouldBe($"{Full.AlertId}|acknowledged|2|-|truck-8|-|-|0|-|1767600000001|1767600000009|other");
        Pages(store).ShouldBe("+491:417 +492:418");
        store.Database.Scalar<int>("SELECT count(*) FROM alert_index").ShouldBe(1);
    }

    [SkippableFact]
    public async Task Write_Resolved_TakesItsPagesAway()
    {
        await using var store = await OpenAsync();
        await store.Grains.SaveAsync(Full);

        await store.Grains.SaveAsync(Full with { Status = "resolved" });

        store.Database.Scalar<int>("SELECT count(*) FROM alert_pages").ShouldBe(0);
        Row(store).ShouldContain("|resolved|");
    }

    [SkippableFact]
    public async Task Write_OneNumberTwice_KeepsBothCodes()
    {
        await using var store = await OpenAsync();

        await store.Grains.SaveAsync(Full with { Pages = [new("+491", "417"), new("+491", "417"), new("+491", "418")] });

        Pages(store).ShouldBe("+491:417 +491:418");
    }

    [SkippableFact]
    public async Task Clear_TakesTheRowsAway()
    {
        await using var store = await OpenAsync();
        var state = await store.Grains.SaveAsync(Full);

        await store.Grains.ClearStateAsync(StorageNames.Alert, GrainStates.Alert(Full.AlertId), state);

        store.Database.Scalar<int>("SELECT count(*) FROM alert_index").ShouldBe(0);
        store.Database.Scalar<int>("SELECT count(*) FROM alert_pages").ShouldBe(0);
    }

    [SkippableFact]
    public async Task Clear_KeepingTheRow_TakesTheIndexAwayUntilTheNextWrite()
    {
        await using var store = await OpenAsync();
        await store.Grains.SaveAsync(Full);

        store.Database.Execute("UPDATE OrleansStorage SET PayloadBinary = NULL, Version = Version + 1");
        store.Database.Scalar<int>("SELECT count(*) FROM alert_index").ShouldBe(0);
        store.Database.Scalar<int>("SELECT count(*) FROM alert_pages").ShouldBe(0);

        await store.Grains.SaveAsync(Full);
        Row(store).ShouldStartWith($"{Full.AlertId}|paging|");
        Pages(store).ShouldBe("+491:417");
    }

    [SkippableFact]
    public async Task Write_WithoutIndex_Fails()
    {
        await using var store = await OpenAsync();
        var state = new GrainState<StoredAlert>(new StoredAlert { Note = "no index" });

        await Should.ThrowAsync<Exception>(() => store.Grains.WriteStateAsync(StorageNames.Alert, GrainStates.Alert("alrt-x"), state));

        store.Database.Scalar<int>("SELECT count(*) FROM OrleansStorage").ShouldBe(0);
    }

    /// <summary>JSON may hold U+0000 and a database's text may not: a device that sends it must not make its alert impossible to store.</summary>
    [SkippableFact]
    public async Task Write_NulAnywhereInTheState_IsStoredAndIndexed()
    {
        await using var store = await OpenAsync();
        var state = new GrainState<StoredAlert>(new StoredAlert { Index = Full with { Category = "a\0b" }, Note = "\0\0 \\u0000 \\\0" });

        await store.Grains.WriteStateAsync(StorageNames.Alert, GrainStates.Alert(Full.AlertId), state);

        var read = new GrainState<StoredAlert>();
        await store.Grains.ReadStateAsync(StorageNames.Alert, GrainStates.Alert(Full.AlertId), read);
        read.State!.Note.ShouldBe("\0\0 \\u0000 \\\0");
        read.State.Index!.Category.ShouldBe("a\0b");
        store.Database.Scalar<int>("SELECT count(*) FROM alert_index WHERE status = 'paging'").ShouldBe(1);
    }

    [SkippableFact]
    public async Task Write_OtherStates_HaveNoIndex()
    {
        await using var store = await OpenAsync();
        var state = new GrainState<StoredAlert>(new StoredAlert { Index = Full });

        await store.Grains.WriteStateAsync("policy", GrainId.Create("policy", "p-1"), state);

        store.Database.Scalar<int>("SELECT count(*) FROM alert_index").ShouldBe(0);
    }

    [SkippableFact]
    public async Task Write_DedupKeyOfAnOpenAlert_FailsWithoutATrace()
    {
        await using var store = await OpenAsync();
        await store.Grains.SaveAsync(Full);

        var failure = await Should.ThrowAsync<Exception>(() => store.Grains.SaveAsync(Full with { AlertId = GrainStates.AlertId(2) }));

        StorageErrors.IsDuplicateKey(failure).ShouldBeTrue(failure.ToString());
        failure.ShouldNotBeOfType<InconsistentStateException>();
        store.Database.Scalar<int>("SELECT count(*) FROM OrleansStorage").ShouldBe(1);
        store.Database.Scalar<int>("SELECT count(*) FROM alert_index").ShouldBe(1);
    }

    [SkippableFact]
    public async Task Write_DedupKeyOfAResolvedAlert_IsFree()
    {
        await using var store = await OpenAsync();
        await store.Grains.SaveAsync(Full);
        await store.Grains.SaveAsync(Full with { Status = "resolved" });

        await store.Grains.SaveAsync(Full with { AlertId = GrainStates.AlertId(2) });
        var failure = await Should.ThrowAsync<Exception>(() => store.Grains.SaveAsync(Full));

        StorageErrors.IsDuplicateKey(failure).ShouldBeTrue("reopening the first must not make two open alerts of one key");
    }

    [SkippableFact]
    public async Task Write_SameDedupKeyManyTimesAtOnce_OneWinsAndOthersAreNotDisturbed()
    {
        await using var store = await OpenAsync();
        var results = await Task.WhenAll(Enumerable.Range(1, 60).Select(n => Task.Run(async () =>
        {
            try
            {
                await store.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(n)) { DedupKey = n % 2 == 0 ? "same" : $"own-{n}" });
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
        store.Database.Scalar<int>("SELECT count(*) FROM alert_index").ShouldBe(31);
    }

    private static string Row(FleetStore store) => store.Database.Rows(
        "SELECT alert_id, status, severity, fleet_id, device_id, dedup_key, wake_at, owed, category, created_at, updated_at, search FROM alert_index").ShouldHaveSingleItem();

    private static string Pages(FleetStore store) =>
        string.Join(' ', store.Database.Rows("SELECT number, code FROM alert_pages ORDER BY number, code")).Replace('|', ':');
}
