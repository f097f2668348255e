using System.IO.Compression;
using System.Text;
using FleetActors.Directory;
using FleetActors.Recovery;
using FleetActors.Storage.Sql;
using FleetActors.Storage.Transfer;
using Microsoft.Extensions.Logging.Abstractions;

namespace FleetActors.Storage;

/// <summary>Moving from one database to another and back.</summary>
public sealed class TransferTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_767_600_000_000);

    // Made again from the states, or not part of the data.
    private static readonly string[] NotCarried =
    [
        "alert_index", "alert_pages", "call_index", "device_index", "phone_index", "schema_version", "fleet_import", "state_format", "orleansquery", "orleansmembershiptable", "orleansmembershipversiontable",
    ];

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("fleet-transfer-").FullName;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        System.IO.Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [SkippableFact]
    public async Task ThereAndBack_EveryRowAndItsIndexIsTheSame()
    {
        await using var home = await FilledAsync(DatabaseKind.Sqlite, alerts: 30);
        await using var server = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var back = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

        await ExportAsync(home.Database, "1");
        await ImportAsync(server, "1");
        await ExportAsync(server, "2");
        await ImportAsync(back, "2");
        await ExportAsync(back, "3");

        Rows("1").Count.ShouldBe(37);
        Rows("2").ShouldBe(Rows("1"));
        Rows("3").ShouldBe(Rows("1"));
        foreach (var database in new[] { server, back })
        {
            Index(database).ShouldBe(Index(home.Database));
            (await States(database)).ShouldBe(await States(home.Database));
        }
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Imported_StatesRemindersAndSeenTimes_WorkAsBefore(DatabaseKind kind)
    {
        await using var home = await FilledAsync(DatabaseKind.Sqlite, alerts: 3);
        await using var target = await TestDatabase.CreateAsync(kind);
        await ExportAsync(home.Database, "1");
        await ImportAsync(target, "1");

        await using var store = await FleetStore.OpenAsync(target);
        var page = await store.Alerts.ListAsync(new AlertIndexQuery(null, null, null, null, null, 2, null), CancellationToken.None);
        page.Total.ShouldBe(3);
        (await store.Reminders.ReadRow(GrainId.Create("watchdog", "main"), "sweep"))!.StartAt.ShouldBe(Now.UtcDateTime.AddTicks(1_234_560));
        (await store.Devices.ListAsync(null, 10, null, CancellationToken.None))[0].LastSeen.ShouldBe(Now);
        (await store.Alerts.OverdueAsync(SweepShare.Whole, Now, 10, CancellationToken.None)).Count.ShouldBe(3);

        // New states come after the old ones, and versions go on.
        var again = await store.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(1)) { Status = "acknowledged" });
        again.ETag.ShouldBe("2");
        await store.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(99)));
        (await store.Alerts.ListAsync(new AlertIndexQuery(null, null, null, null, null, 1, null), CancellationToken.None)).Total.ShouldBe(4);
        target.Rows("SELECT alert_id FROM alert_index ORDER BY storage_id DESC LIMIT 1").ShouldBe([GrainStates.AlertId(99)]);
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Import_Interrupted_KeepsServersAwayAndGoesOnWhereItStopped(DatabaseKind kind)
    {
        await using var home = await FilledAsync(DatabaseKind.Sqlite, alerts: 1_200);
        await using var target = await TestDatabase.CreateAsync(kind);
        await ExportAsync(home.Database, "1");
        await ExportAsync(home.Database, "other");
        using var interrupt = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => ImportAsync(target, "1", new InterruptingWriter(interrupt), interrupt.Token));
        var done = target.Scalar<int>("SELECT rows_done FROM fleet_import");
        done.ShouldBe(500);
        target.Scalar<int>("SELECT count(*) FROM OrleansStorage").ShouldBe(done);

        (await Should.ThrowAsync<StorageException>(() => FleetStore.OpenAsync(target))).Message.ShouldContain("Run it again with the same file");
        (await Should.ThrowAsync<StorageException>(() => ImportAsync(target, "other"))).Message.ShouldContain("another export");
        await ImportAsync(target, "1");

        await ExportAsync(target, "2");
        Rows("2").ShouldBe(Rows("1"));
        await using var store = await FleetStore.OpenAsync(target);
        (await store.Alerts.CountAsync(CancellationToken.None)).Total.ShouldBe(1_200);
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Import_DatabaseThatIsNotEmpty_IsRefusedAndUntouched(DatabaseKind kind)
    {
        await using var home = await FilledAsync(DatabaseKind.Sqlite, alerts: 2);
        await using var target = await FilledAsync(kind, alerts: 1);
        await ExportAsync(home.Database, "1");

        (await Should.ThrowAsync<StorageException>(() => ImportAsync(target.Database, "1"))).Message.ShouldContain("is not empty");

        target.Database.Scalar<int>("SELECT count(*) FROM alert_index").ShouldBe(1);
        target.Database.Scalar<int>("SELECT count(*) FROM fleet_import").ShouldBe(0);
    }

    [Fact]
    public async Task Export_EmptyDatabase_IsRefused()
    {
        await using var empty = await FleetStore.OpenAsync(DatabaseKind.Sqlite);

        (await Should.ThrowAsync<StorageException>(() => ExportAsync(empty.Database, "1"))).Message.ShouldContain("nothing to export");
        System.IO.Directory.GetFiles(_folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Import_DamagedFile_IsRefusedBeforeAnythingIsWritten()
    {
        await using var home = await FilledAsync(DatabaseKind.Sqlite, alerts: 5);
        await using var target = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await ExportAsync(home.Database, "1");
        var lines = Lines("1");
        (string Name, string[] Lines, string Says)[] damaged =
        [
            ("changed", [.. lines.Select((line, n) => n == 2 ? line.Replace("open", "oben", StringComparison.Ordinal) : line)], "checksum"),
            ("short", [.. lines[..^1]], "no end"),
            ("gap", [.. lines.Where((_, n) => n != 3)], "rows of 'state'"),
            ("long", [.. lines, lines[1]], "nothing after the end"),
            ("newer", [lines[0].Replace("\"version\":2", "\"version\":3", StringComparison.Ordinal), .. lines[1..]], "version 3"),
            ("newer state", [lines[0].Replace("\"state_format\":2", "\"state_format\":3", StringComparison.Ordinal), .. lines[1..]], "format 3"),
            ("other", ["""{"t":"something"}"""], "does not begin an export"),
            ("words", ["not an export at all"], "Line 1"),
            ("unknown", [lines[0], """{"t":"picture"}""", .. lines[1..]], "'picture'"),
        ];

        foreach (var (name, content, says) in damaged)
        {
            Write(name, content);
            (await Should.ThrowAsync<StorageException>(() => ImportAsync(target, name), name)).Message.ShouldContain(says, customMessage: name);
        }

        await File.WriteAllTextAsync(PathOf("plain"), lines[0]);
        (await Should.ThrowAsync<StorageException>(() => ImportAsync(target, "plain"))).Message.ShouldContain("gzip");
        (await Should.ThrowAsync<StorageException>(() => ImportAsync(target, "absent"))).Message.ShouldContain(PathOf("absent"));
        target.Tables().ShouldBeEmpty();
    }

    /// <summary>Whoever adds a table says here whether it moves.</summary>
    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task EveryTable_IsCarriedOrMadeAgain(DatabaseKind kind)
    {
        await using var store = await FleetStore.OpenAsync(kind);

        store.Database.Tables().Select(table => table.ToLowerInvariant()).Where(table => !table.StartsWith("sqlite_", StringComparison.Ordinal))
            .Except(NotCarried)
            .Except(DatabaseCarrier.Tables)
            .ShouldBe(TransferTable.All.Select(table => table.Name.ToLowerInvariant()), ignoreOrder: true);
    }

    private static async Task<FleetStore> FilledAsync(DatabaseKind kind, int alerts)
    {
        var store = await FleetStore.OpenAsync(kind);
        await Task.WhenAll(Enumerable.Range(1, alerts).Select(n => store.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(n))
        {
            Status = n % 7 == 0 ? "resolved" : "open",
            DedupKey = n % 2 == 0 ? $"kühl-{n}/\"temp\"" : null,
            WakeAt = Now.ToUnixTimeMilliseconds() - n,
            Owed = n % 3,
            Search = $"alert {n} \u2028 <&> 😀",
            Pages = n % 4 == 0 ? [new("+491", $"{n}"), new("+492", $"{n}")] : [],
        })));
        await store.Grains.SaveAsync(new StoredDeviceIndex("truck-1", "north", 5, 1));
        await store.Devices.SaveLastSeenAsync([new DeviceSeen("truck-1", Now), new DeviceSeen("truck-9", Now.AddDays(1))], CancellationToken.None);
        await store.Reminders.UpsertRow(new ReminderEntry
        {
            GrainId = GrainId.Create("watchdog", "main"),
            ReminderName = "sweep",
            StartAt = Now.UtcDateTime.AddTicks(1_234_567),
            Period = TimeSpan.FromDays(40),
        });

        // A cleared state that kept its row, and bytes that are not JSON on one line.
        store.Database.Execute($"""
            INSERT INTO OrleansStorage (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId, ModifiedOn, Version, PayloadBinary)
            VALUES (1, -9223372036854775808, 9223372036854775807, -2, 'odd', '', 'fleet', '2026-01-05 08:00:00', 7, NULL),
                (1, 0, 0, -2, 'odd', 'lines', 'fleet', '2026-01-05 08:00:00.123456', 2147483647, {store.Database.BytesOf("'{\n}'")}),
                (1, 0, 0, -2, 'odd', 'words', 'fleet', '2026-01-05 08:00:00', 1, {store.Database.BytesOf("'not json'")});
            """);
        return store;
    }

    private static List<string> Index(TestDatabase database) =>
    [
        .. database.Rows("SELECT alert_id, status, severity, dedup_key, wake_at, owed, search, created_at FROM alert_index ORDER BY storage_id"),
        .. database.Rows("SELECT number, code, alert_id FROM alert_pages ORDER BY alert_id, number, code"),
        .. database.Rows("SELECT device_id, fleet_id, wake_at, breaches FROM device_index ORDER BY device_id"),
    ];

    private static async Task<List<string>> States(TestDatabase database)
    {
        await using var connection = database.Connect();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT PayloadBinary FROM OrleansStorage ORDER BY Id";
        return await command.ReadAsync(row => row.IsDBNull(0) ? "-" : Convert.ToHexString(row.GetFieldValue<byte[]>(0)), CancellationToken.None);
    }

    private Task<long> ExportAsync(TestDatabase database, string name) =>
        new FleetExport(database.Open(), NoRecordings, TimeProvider.System, new TransferProgress("exported", TextWriter.Null, TimeProvider.System)).RunAsync(PathOf(name), CancellationToken.None);

    private Task<long> ImportAsync(TestDatabase database, string name, TextWriter? output = null, CancellationToken cancellationToken = default)
    {
        var opened = database.Open();
        return new FleetImport(
            opened,
            NoRecordings,
            new SchemaMigrator(opened, TimeProvider.System, NullLogger<SchemaMigrator>.Instance),
            new TransferProgress("imported", output ?? TextWriter.Null, new HastyClock())).RunAsync(PathOf(name), cancellationToken);
    }

    private DirectoryCarrier NoRecordings => new(Path.Combine(_folder, "recordings"));

    private string PathOf(string name) => Path.Combine(_folder, name + ".gz");

    /// <summary>The lines between the first, which names this export, and the last.</summary>
    private List<string> Rows(string name) => Lines(name)[1..^1];

    private List<string> Lines(string name)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(PathOf(name)), CompressionMode.Decompress), Encoding.UTF8);
        return [.. text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private void Write(string name, string[] lines)
    {
        using var text = new StreamWriter(new GZipStream(File.Create(PathOf(name)), CompressionLevel.Fastest));
        foreach (var line in lines)
        {
            text.Write(line + "\n");
        }
    }

    /// <summary>It is always time to tell.</summary>
    private sealed class HastyClock : TimeProvider
    {
        private long _hours;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Interlocked.Increment(ref _hours) * 3_600;
    }

    /// <summary>Somebody presses Ctrl-C at the first word.</summary>
    private sealed class InterruptingWriter(CancellationTokenSource interrupt) : StringWriter
    {
        public override void WriteLine(string? value) => interrupt.Cancel();
    }
}
