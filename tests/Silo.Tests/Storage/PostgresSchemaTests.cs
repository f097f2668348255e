using FleetActors.Storage.Sql;
using FleetActors.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace FleetActors.Storage;

/// <summary>What only a server can have wrong, and that both databases hold the same.</summary>
public sealed class PostgresSchemaTests
{
    private static readonly string[] IndexTables = ["alert_index", "alert_pages", "call_index", "device_index", "device_seen", "phone_index"];

    /// <summary>Every query that Orleans 10.4 asks its database for.</summary>
    private static readonly string[] OrleansQueries =
    [
        "ReadFromStorageKey", "WriteToStorageKey", "ClearStorageKey", "DeleteStorageKey",
        "ReadReminderRowsKey", "ReadReminderRowKey", "ReadRangeRows1Key", "ReadRangeRows2Key", "UpsertReminderRowKey", "DeleteReminderRowKey", "DeleteReminderRowsKey",
        "GatewaysQueryKey", "MembershipReadRowKey", "MembershipReadAllKey", "InsertMembershipVersionKey", "UpdateIAmAlivetimeKey", "InsertMembershipKey",
        "UpdateMembershipKey", "DeleteMembershipTableEntriesKey", "CleanupDefunctSiloEntriesKey",
    ];

    [SkippableFact]
    public async Task Migrate_NewDatabase_HasEveryQueryOfOrleans()
    {
        await using var store = await FleetStore.OpenAsync(DatabaseKind.Postgres);

        store.Database.Rows("SELECT QueryKey FROM OrleansQuery").ShouldBe(OrleansQueries, ignoreOrder: true);
    }

    /// <summary>A step for one database only is a list that half of the users do not have.</summary>
    [SkippableFact]
    public async Task Schema_HasTheTablesAndColumnsOfSqlite()
    {
        await using var postgres = await FleetStore.OpenAsync(DatabaseKind.Postgres);
        await using var sqlite = await FleetStore.OpenAsync(DatabaseKind.Sqlite);
        var tables = sqlite.Database.Tables().Select(table => table.ToLowerInvariant()).Where(table => !table.StartsWith("sqlite_", StringComparison.Ordinal)).ToArray();

        tables.ShouldBeSubsetOf(postgres.Database.Tables());
        IndexTables.ShouldBeSubsetOf(tables);
        foreach (var table in tables)
        {
            // SQLite keeps an entry computed from the payload in a column that is not stored; here the trigger has it in a variable.
            postgres.Database.Columns(table).ShouldBe(sqlite.Database.Columns(table).Where(column => !column.EndsWith("entry", StringComparison.Ordinal)), table);
        }
    }

    [SkippableFact]
    public async Task Migrate_WrongPassword_SaysSoWithoutIt()
    {
        var refusal = await RefusalAsync(parts => parts.Password = "hush-hush");

        refusal.ShouldContain("password authentication failed");
        refusal.ShouldContain("Check user and password");
        refusal.ShouldNotContain("hush");
    }

    [SkippableFact]
    public async Task Migrate_UnknownDatabase_SaysWhichAndWhatToDo()
    {
        var refusal = await RefusalAsync(parts => parts.Database = "elsewhere");

        refusal.ShouldContain("elsewhere");
        refusal.ShouldContain("CREATE DATABASE");
    }

    [SkippableTheory]
    [InlineData("127.0.0.1", 1)]
    [InlineData("nowhere.invalid", 5432)]
    public async Task Migrate_NoServer_SaysWhereItLooked(string host, int port)
    {
        var refusal = await RefusalAsync(parts => (parts.Host, parts.Port) = (host, port));

        refusal.ShouldContain($"{host}:{port}");
        refusal.ShouldNotContain("test's");
        refusal.ShouldNotContain('\n');
    }

    [SkippableFact]
    public async Task Migrate_DatabaseOfAnotherEncoding_SaysWhatToDo()
    {
        var server = await PostgresServer.SharedAsync();
        await using (var connection = new NpgsqlConnection(server.ConnectionString("postgres", pooling: false)))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0", connection);
            await command.ExecuteNonQueryAsync();
        }

        (await RefusalAsync(parts => parts.Database = "latin")).ShouldContain("ENCODING 'UTF8'");
    }

    private static async Task<string> RefusalAsync(Action<NpgsqlConnectionStringBuilder> spoil)
    {
        var parts = new NpgsqlConnectionStringBuilder((await PostgresServer.SharedAsync()).ConnectionString("postgres", pooling: false));
        spoil(parts);
        var database = new FleetDatabase(Options.Create(new StorageOptions { ConnectionString = parts.ConnectionString }));
        var migrator = new SchemaMigrator(database, TimeProvider.System, NullLogger<SchemaMigrator>.Instance);
        return (await Should.ThrowAsync<StorageException>(() => migrator.MigrateAsync(CancellationToken.None))).Message;
    }
}
