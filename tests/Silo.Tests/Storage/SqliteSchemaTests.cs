using FleetActors.Storage.Sql;
using Microsoft.Extensions.Logging.Abstractions;

namespace FleetActors.Storage;

/// <summary>What only a file can have wrong.</summary>
public sealed class SqliteSchemaTests : IAsyncLifetime
{
    private SqliteTestDatabase _database = null!;

    public async Task InitializeAsync() => _database = (SqliteTestDatabase)await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

    public Task DisposeAsync() => _database.DisposeAsync().AsTask();

    [Fact]
    public async Task Migrate_NewFile_HasWriteAheadLogging()
    {
        await MigrateAsync();

        _database.Rows("PRAGMA journal_mode;").ShouldBe(["wal"]);
    }

    [Fact]
    public async Task Open_FolderThatCannotBeMade_SaysWhich()
    {
        var file = Path.Combine(_database.Folder, "occupied");
        await File.WriteAllTextAsync(file, "a file where the folder should be");
        var options = Microsoft.Extensions.Options.Options.Create(new StorageOptions { DataDirectory = Path.Combine(file, "data") });

        Should.Throw<StorageException>(() => new FleetDatabase(options)).Message.ShouldContain(file);
    }

    [Fact]
    public async Task Migrate_NotADatabase_SaysWhich()
    {
        await File.WriteAllTextAsync(Path.Combine(_database.Folder, "fleet.db"), new string('x', 8_192));

        var refusal = await Should.ThrowAsync<StorageException>(MigrateAsync);

        refusal.Message.ShouldContain("fleet.db");
    }

    private Task MigrateAsync() =>
        new SchemaMigrator(_database.Open(), TimeProvider.System, NullLogger<SchemaMigrator>.Instance).MigrateAsync(CancellationToken.None);
}
