using FleetActors.Storage.Sql;
using Microsoft.Extensions.Logging.Abstractions;

namespace FleetActors.Storage;

public abstract class SchemaMigratorTests(DatabaseKind kind) : StorageTests(kind), IAsyncLifetime
{
    private protected TestDatabase Database { get; private set; } = null!;

    public async Task InitializeAsync() => Database = await NewDatabaseAsync();

    public Task DisposeAsync() => Database.DisposeAsync().AsTask();

    [SkippableFact]
    public async Task Migrate_NewDatabase_BringsEveryStep()
    {
        await Migrator().MigrateAsync(CancellationToken.None);

        Database.Rows("SELECT name FROM schema_version ORDER BY version;").ShouldBe(MigrationScript.Of(Database.Open().Dialect).Select(script => script.Name));
    }

    [SkippableFact]
    public void Scripts_AreNumberedWithoutGaps()
    {
        var scripts = MigrationScript.Of(Database.Open().Dialect);

        scripts.Count.ShouldBeGreaterThanOrEqualTo(4);
        scripts.Select(script => script.Version).ShouldBe(Enumerable.Range(1, scripts.Count));
    }

    [SkippableFact]
    public async Task Migrate_Again_ChangesNothing()
    {
        await Migrator().MigrateAsync(CancellationToken.None);
        var before = Database.Rows("SELECT applied_at FROM schema_version;");

        await Migrator().MigrateAsync(CancellationToken.None);

        Database.Rows("SELECT applied_at FROM schema_version;").ShouldBe(before);
    }

    [SkippableFact]
    public async Task Migrate_TenAtOnce_DoesEachStepOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Migrator().MigrateAsync(CancellationToken.None))));

        Database.Rows("SELECT version FROM schema_version;").Count.ShouldBe(MigrationScript.Of(Database.Open().Dialect).Count);
        Database.Rows("SELECT QueryKey FROM OrleansQuery WHERE QueryKey = 'WriteToStorageKey';").Count.ShouldBe(1);
    }

    [SkippableFact]
    public async Task Migrate_DatabaseOfANewerRelease_Refuses()
    {
        await Migrator().MigrateAsync([Step(1, "CREATE TABLE a (x integer);"), Step(2, "CREATE TABLE b (x integer);")], CancellationToken.None);

        var refusal = await Should.ThrowAsync<StorageException>(
            () => Migrator().MigrateAsync([Step(1, "CREATE TABLE a (x integer);")], CancellationToken.None));

        refusal.Message.ShouldContain("002_step");
        refusal.Message.ShouldContain("newer release");
        refusal.Message.ShouldContain(Database.Open().Description);
    }

    [SkippableFact]
    public async Task Migrate_NewDatabase_NotesTheFormatOfItsStateOnce()
    {
        await Migrator().MigrateAsync(CancellationToken.None);
        await Migrator().MigrateAsync(CancellationToken.None);

        Database.Rows("SELECT format FROM state_format;").ShouldBe([$"{StateFormat.Current}"]);
    }

    [SkippableFact]
    public async Task Migrate_StateOfAnOlderFormat_NotesThatItIsWrittenInThisOneFromNowOn()
    {
        await Migrator().MigrateAsync(CancellationToken.None);
        await ExecuteAsync("UPDATE state_format SET format = 1;");

        await Migrator().MigrateAsync(CancellationToken.None);

        Database.Rows("SELECT format FROM state_format;").ShouldBe([$"{StateFormat.Current}"]);
    }

    [SkippableFact]
    public async Task Migrate_StateOfANewerFormat_RefusesInOneLineAndChangesNothing()
    {
        await Migrator().MigrateAsync([Step(1, "CREATE TABLE a (x integer);")], CancellationToken.None);
        await ExecuteAsync($"UPDATE state_format SET format = {StateFormat.Current + 1};");

        var refusal = await Should.ThrowAsync<StorageException>(() => Migrator().MigrateAsync(
            [Step(1, "CREATE TABLE a (x integer);"), Step(2, "CREATE TABLE b (x integer);")], CancellationToken.None));

        refusal.Message.ShouldBe(
            $"The database {Database.Open().Description} holds state in format {StateFormat.Current + 1}, this release reads formats up to {StateFormat.Current}: "
            + "a newer release has written to it. Run that release or a later one, or point DATA_DIR or DATABASE_URL elsewhere.");
        Database.Rows("SELECT format FROM state_format;").ShouldBe([$"{StateFormat.Current + 1}"]);
        Database.Tables().ShouldNotContain("b");
    }

    [SkippableFact]
    public async Task Migrate_ChangedStep_Refuses()
    {
        await Migrator().MigrateAsync([Step(1, "CREATE TABLE a (x integer);")], CancellationToken.None);

        var refusal = await Should.ThrowAsync<StorageException>(
            () => Migrator().MigrateAsync([Step(1, "CREATE TABLE a (y integer);")], CancellationToken.None));

        refusal.Message.ShouldContain("another text");
    }

    [SkippableFact]
    public async Task Migrate_OtherLineEnds_IsTheSameStep()
    {
        await Migrator().MigrateAsync([Step(1, "CREATE TABLE a\n(x integer);\n")], CancellationToken.None);

        await Migrator().MigrateAsync([Step(1, "CREATE TABLE a\r\n(x integer);\r\n")], CancellationToken.None);
    }

    [SkippableFact]
    public async Task Migrate_FailingStep_TakesAllOfThemBack()
    {
        await Should.ThrowAsync<StorageException>(() => Migrator().MigrateAsync(
            [Step(1, "CREATE TABLE a (x integer);"), Step(2, "CREATE TABLE a (x integer);")], CancellationToken.None));

        Database.Tables().ShouldBeEmpty();
        await Migrator().MigrateAsync([Step(1, "CREATE TABLE a (x integer);")], CancellationToken.None);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = Database.Connect();
        await connection.ExecuteAsync(sql, CancellationToken.None);
    }

    private SchemaMigrator Migrator() => new(Database.Open(), TimeProvider.System, NullLogger<SchemaMigrator>.Instance);

    private static MigrationScript Step(int version, string text) => new(version, $"{version:D3}_step", text);
}
