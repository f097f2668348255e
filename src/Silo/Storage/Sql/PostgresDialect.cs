using System.Data.Common;
using System.Net.Sockets;
using FleetActors.Directory;
using Npgsql;

namespace FleetActors.Storage.Sql;

internal sealed class PostgresDialect : SqlDialect
{
    // Any number will do, but always the same: every release must wait for every other.
    private const long SchemaLock = 0x666c656574_01;

    private const int OldestServer = 120_000;

    // A server takes 100 connections unless told otherwise, and several silos share it.
    private const int DefaultPoolSize = 25;

    private const int DefaultPreparedStatements = 50;

    // A server that is gone must not hold up a request for as long as Npgsql would wait by itself (15 s and 30 s).
    private const int DefaultConnectSeconds = 5;

    private const int DefaultCommandSeconds = 15;

    public override string Invariant => StorageOptions.PostgresInvariant;

    public override string ScriptFolder => "postgres";

    public override string ConnectionSetup => string.Empty;

    // No wait for the disk with each commit. The database stays sound, and a crash of the server takes back at most the last moments.
    public override string BulkSetup => "SET synchronous_commit = off;";

    public override string? CheckConnectionString(string connectionString) =>
        PostgresConnectionString.TryParse(connectionString) is null ? PostgresConnectionString.Rule : null;

    public override string Resolve(StorageOptions options)
    {
        var parts = PostgresConnectionString.TryParse(options.ConnectionString)
            ?? throw new StorageException($"The connection string of the database cannot be used: {PostgresConnectionString.Rule}");
        var given = parts.Keys.Cast<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        Default("Application Name", options.ApplicationName);
        Default("Maximum Pool Size", DefaultPoolSize);
        Default("Max Auto Prepare", DefaultPreparedStatements);
        Default("Timeout", DefaultConnectSeconds);
        Default("Command Timeout", DefaultCommandSeconds);

        // The server's own words may name values of a row, and they end up in logs; off is the driver's default, and stays.
        parts.IncludeErrorDetail = false;
        return parts.ConnectionString;

        void Default(string name, object value)
        {
            if (!given.Contains(name))
            {
                parts[name] = value;
            }
        }
    }

    public override string Describe(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        return $"{parts.Database ?? parts.Username} on {parts.Host}:{parts.Port}";
    }

    public override string Explain(Exception failure)
    {
        var reason = failure switch
        {
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } refused =>
                $"{refused.MessageText}. Check user and password.",
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } unknown => $"{unknown.MessageText}. Make it with CREATE DATABASE.",
            PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } forbidden =>
                $"{forbidden.MessageText}. The user must own the schema or have CREATE on it.",
            PostgresException other => other.MessageText,
            NpgsqlException { InnerException: (SocketException or TimeoutException or IOException) and var cause } => $"{failure.Message}: {cause.Message}",
            _ => failure.Message,
        };
        return reason.ReplaceLineEndings(" ");
    }

    public override DbConnection Create(string connectionString) => new NpgsqlConnection(connectionString);

    public override DbConnection CreateUnpooled(string connectionString) =>
        new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);

    public override async Task BeginExclusiveAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await RequireUsableAsync(connection, cancellationToken);
        await BeginWriteAsync(connection, cancellationToken);
        await using var wait = connection.CreateCommand();
        wait.CommandText = "SELECT pg_advisory_xact_lock(@key);";
        wait.CommandTimeout = FleetDatabase.SchemaTimeoutSeconds;
        wait.With("@key", SchemaLock);
        await wait.ExecuteNonQueryAsync(cancellationToken);
    }

    public override Task BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteAsync("BEGIN;", cancellationToken);

    public override Task BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteAsync("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;", cancellationToken);

    public override async Task SaveLastSeenAsync(DbConnection connection, IReadOnlyList<DeviceSeen> seen, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();

        // In order of the ids, so that two silos that store the same devices wait for each other instead of locking each other out.
        command.CommandText = """
            INSERT INTO device_seen (device_id, last_seen)
            SELECT device_id, last_seen FROM unnest(@device_ids, @last_seen) AS seen (device_id, last_seen) ORDER BY device_id COLLATE "C"
            ON CONFLICT (device_id) DO UPDATE SET last_seen = excluded.last_seen WHERE excluded.last_seen > device_seen.last_seen;
            """;
        command
            .With("@device_ids", seen.Select(static device => device.DeviceId).ToArray())
            .With("@last_seen", seen.Select(static device => device.At.ToUnixTimeMilliseconds()).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public override void AddStorage(ISiloBuilder silo) => silo
        .AddAdoNetGrainStorage(StorageNames.Fleet, static options => options.Configure<FleetDatabase>(static (storage, database) =>
        {
            storage.Invariant = database.Invariant;
            storage.ConnectionString = database.ConnectionString;
            storage.DeleteStateOnClear = true;
        }))
        .UseAdoNetReminderService(static options => options.Configure<FleetDatabase>(static (reminders, database) =>
        {
            reminders.Invariant = database.Invariant;
            reminders.ConnectionString = database.ConnectionString;
        }));

    public override void ReleaseConnections(string connectionString)
    {
        using var connection = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    private static async Task RequireUsableAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT current_setting('server_version_num')::integer, current_setting('server_encoding'), current_setting('server_version');";
        var (number, encoding, version) = (await command.ReadAsync(
            static row => (row.GetInt32(0), row.GetString(1), row.GetString(2)), cancellationToken))[0];
        if (number < OldestServer)
        {
            throw new StorageException($"The PostgreSQL server {connection.DataSource} is version {version}; at least {OldestServer / 10_000} is needed.");
        }

        if (encoding != "UTF8")
        {
            throw new StorageException(
                $"The database {connection.Database} on {connection.DataSource} holds text as {encoding}. Make it with CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0.");
        }
    }
}
