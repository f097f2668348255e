using System.Data.Common;
using FleetActors.Directory;
using FleetActors.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace FleetActors.Storage.Sql;

internal sealed class SqliteDialect : SqlDialect
{
    private const string FileName = "fleet.db";

    static SqliteDialect()
    {
        SQLitePCL.Batteries_V2.Init();

        // Has an effect only before the first connection. SQLite's account of its memory, which nothing here reads, takes a lock for each allocation.
        SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    public override string Invariant => StorageOptions.SqliteInvariant;

    public override string ScriptFolder => "sqlite";

    // SQLite's own wait looks again after a millisecond or two; the driver's, without it, after 150.
    public override string ConnectionSetup => "PRAGMA busy_timeout = 5000;";

    // NORMAL: no sync with each commit. The file stays sound, and the next full commit makes these durable too.
    public override string BulkSetup => "PRAGMA busy_timeout = 5000; PRAGMA synchronous = NORMAL;";

    public override string? CheckConnectionString(string connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            return null;
        }

        try
        {
            var parts = new SqliteConnectionStringBuilder(connectionString);
            return string.IsNullOrWhiteSpace(parts.DataSource) || parts.DataSource == ":memory:" || parts.Mode != SqliteOpenMode.ReadWriteCreate
                ? "it must name a file (Data Source=...) that may be written and created."
                : null;
        }
        catch (ArgumentException exception)
        {
            // The driver's text names what it took for a keyword. In an address that may be the password.
            return connectionString.Contains("://", StringComparison.Ordinal) ? "it is neither SQLite's nor PostgreSQL's." : exception.Message;
        }
    }

    public override string Resolve(StorageOptions options)
    {
        var parts = string.IsNullOrWhiteSpace(options.ConnectionString)
            ? new SqliteConnectionStringBuilder { DataSource = Path.Combine(options.DataDirectory, FileName) }
            : new SqliteConnectionStringBuilder(options.ConnectionString);
        parts.DataSource = Path.GetFullPath(parts.DataSource);
        parts.ForeignKeys ??= true;
        MakeFolder(Path.GetDirectoryName(parts.DataSource)!);
        return parts.ConnectionString;
    }

    public override string Describe(string connectionString) => new SqliteConnectionStringBuilder(connectionString).DataSource;

    public override string Explain(Exception failure) => failure.Message;

    public override DbConnection Create(string connectionString) => new SqliteConnection(connectionString);

    public override DbConnection CreateUnpooled(string connectionString) =>
        new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);

    public override async Task BeginExclusiveAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        // Kept in the file, so that every later connection has it. Not possible inside a transaction.
        var mode = await ScalarAsync(connection, "PRAGMA journal_mode = WAL;", cancellationToken);
        if (mode is not "wal")
        {
            throw new StorageException(
                $"{connection.DataSource} cannot use write-ahead logging (it answers '{mode}'). Put it on a local disk: DATA_DIR or Storage:ConnectionString.");
        }

        await BeginWriteAsync(connection, cancellationToken);
    }

    public override Task BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken) =>
        ScalarAsync(connection, "BEGIN IMMEDIATE;", cancellationToken);

    public override Task BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken) =>
        ScalarAsync(connection, "BEGIN;", cancellationToken);

    public override async Task SaveLastSeenAsync(DbConnection connection, IReadOnlyList<DeviceSeen> seen, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO device_seen (device_id, last_seen)
            VALUES (@device_id, @last_seen)
            ON CONFLICT (device_id) DO UPDATE SET last_seen = excluded.last_seen WHERE excluded.last_seen > device_seen.last_seen;
            """;
        command.With("@device_id", string.Empty).With("@last_seen", 0L);
        await BeginWriteAsync(connection, cancellationToken);
        foreach (var device in seen)
        {
            command.Parameters[0].Value = device.DeviceId;
            command.Parameters[1].Value = device.At.ToUnixTimeMilliseconds();
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await connection.ExecuteAsync("COMMIT;", cancellationToken);
    }

    public override void AddStorage(ISiloBuilder silo)
    {
        silo.Services.TryAddSingleton<SqliteStore>();
        silo.Services.AddGrainStorage(StorageNames.Fleet, static (services, name) => new SqliteGrainStorage(
            services.GetRequiredService<SqliteStore>(),
            services.GetRequiredKeyedService<IGrainStorageSerializer>(name),
            services.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId));
        silo.AddReminders();
        silo.Services.AddSingleton<IReminderTable, SqliteReminderTable>();
    }

    public override void ReleaseConnections(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private static async Task<object?> ScalarAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = FleetDatabase.SchemaTimeoutSeconds;
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private static void MakeFolder(string folder)
    {
        try
        {
            System.IO.Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The data folder {folder} cannot be made: {exception.Message} Set DATA_DIR to a folder that may be written.", exception);
        }
    }
}
