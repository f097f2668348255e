using FleetActors.Storage.Sql;
using Microsoft.Extensions.Logging.Abstractions;

namespace FleetActors.Storage;

public sealed class SchemaMigratorTests : IDisposable
{
    private readonly string _folder = FleetFile.NewFolder();

    public void Dispose()
    {
        FleetFile.Database(_folder).ReleaseConnections();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Migrate_NewFile_BringsEveryStepAndWriteAheadLogging()
    {
        await Migrator().MigrateAsync(CancellationToken.None);

        (await ReadAsync("PRAGMA journal_mode;")).ShouldBe(["wal"]);
        (await ReadAsync("SELECT name FROM schema_version ORDER BY version;"))
            .ShouldBe(["001_grain_storage", "002_reminders", "003_alert_index", "004_device_index"]);
    }

    [Fact]
    public void Scripts_AreNumberedWithoutGaps()
    {
        var scripts = MigrationScript.Of(new SqliteDialect());

        scripts.Select(script => script.Version).ShouldBe(Enumerable.Range(1, scripts.Count));
    }

    [Fact]
    public async Task Migrate_Again_ChangesNothing()
    {
        await Migrator().MigrateAsync(CancellationToken.None);
        var before = await ReadAsync("SELECT applied_at FROM schema_version;");

        await Migrator().MigrateAsync(CancellationToken.None);

        (await ReadAsync("SELECT applied_at FROM schema_version;")).ShouldBe(before);
    }

    [Fact]
    public async Task Migrate_ManyAtOnce_DoesEachStepOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Migrator().MigrateAsync(CancellationToken.None))));

        (await ReadAsync("SELECT name FROM schema_version;")).Count.ShouldBe(4);
        (await ReadAsync("SELECT QueryKey FROM OrleansQuery;")).Count.ShouldBe(11);
    }

    [Fact]
    public async Task Migrate_FileOfANewerRelease_Refuses()
    {
        await Migrator().MigrateAsync([Step(1, "CREATE TABLE a (x);"), Step(2, "CREATE TABLE b (x);")], CancellationToken.None);

        var refusal = await Should.ThrowAsync<StorageException>(
            () => Migrator().MigrateAsync([Step(1, "CREATE TABLE a (x);")], CancellationToken.None));

        refusal.Message.ShouldContain("002_step");
        refusal.Message.ShouldContain("newer release");
        refusal.Message.ShouldContain(_folder);
    }

    [Fact]
    public async Task Migrate_ChangedStep_Refuses()
    {
        await Migrator().MigrateAsync([Step(1, "CREATE TABLE a (x);")], CancellationToken.None);

        var refusal = await Should.ThrowAsync<StorageException>(
            () => Migrator().MigrateAsync([Step(1, "CREATE TABLE a (y);")], CancellationToken.None));

        refusal.Message.ShouldContain("another text");
    }

    [Fact]
    public async Task Migrate_OtherLineEnds_IsTheSameStep()
    {
        await Migrator().MigrateAsync([Step(1, "CREATE TABLE a\n(x);\n")], CancellationToken.None);

        await Migrator().MigrateAsync([Step(1, "CREATE TABLE a\r\n(x);\r\n")], CancellationToken.None);
    }

    [Fact]
    public async Task Migrate_FailingStep_TakesAllOfThemBack()
    {
        await Should.ThrowAsync<StorageException>(
            () => Migrator().MigrateAsync([Step(1, "CREATE TABLE a (x);"), Step(2, "CREATE TABLE a (x);")], CancellationToken.None));

        (await ReadAsync("SELECT name FROM sqlite_master;")).ShouldBeEmpty();
        await Migrator().MigrateAsync([Step(1, "CREATE TABLE a (x);")], CancellationToken.None);
    }

    [Fact]
    public async Task Migrate_FolderThatCannotBeMade_SaysWhich()
    {
        var file = Path.Combine(_folder, "occupied");
        await File.WriteAllTextAsync(file, "a file where the folder should be");

        Should.Throw<StorageException>(() => FleetFile.Database(Path.Combine(file, "data"))).Message.ShouldContain(file);
    }

    [Fact]
    public async Task Migrate_NotADatabase_SaysWhich()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "fleet.db"), new string('x', 8_192));

        var refusal = await Should.ThrowAsync<StorageException>(() => Migrator().MigrateAsync(CancellationToken.None));

        refusal.Message.ShouldContain("fleet.db");
    }

    private SchemaMigrator Migrator() => new(FleetFile.Database(_folder), TimeProvider.System, NullLogger<SchemaMigrator>.Instance);

    private static MigrationScript Step(int version, string text) => new(version, $"{version:D3}_step", text);

    private async Task<List<string>> ReadAsync(string sql)
    {
        await using var connection = await FleetFile.Database(_folder).OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ReadAsync(static row => row.GetString(0), CancellationToken.None);
    }
}
