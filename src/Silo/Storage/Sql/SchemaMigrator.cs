using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;

namespace FleetActors.Storage.Sql;

/// <summary>
/// Brings the schema to this release's version: all missing steps in one transaction, or none. Any number of processes may do so at once; one works, the others wait
/// and find nothing to do.
/// </summary>
internal sealed partial class SchemaMigrator(FleetDatabase database, TimeProvider clock, ILogger<SchemaMigrator> logger)
{
    private const string CreateVersions = """
        CREATE TABLE IF NOT EXISTS schema_version
        (
            version    INTEGER NOT NULL PRIMARY KEY,
            name       TEXT    NOT NULL,
            checksum   TEXT    NOT NULL,
            applied_at TEXT    NOT NULL
        );
        """;

    /// <summary>Runs what is missing. Safe to repeat.</summary>
    /// <exception cref="StorageException">
    /// A newer release has changed the database's schema or writes its state in another format, a released step was changed, it cannot be opened, or an import has filled only a part of it.
    /// </exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        await using var connection = await database.OpenSchemaAsync(cancellationToken);
        if (await UnfinishedImport.ReadAsync(connection, cancellationToken) is { } import)
        {
            throw new StorageException(
                $"An import into {database.Description} stopped after {import.Rows} rows. Run it again with the same file; it goes on where it stopped.");
        }
    }

    /// <summary>As <see cref="MigrateAsync(CancellationToken)"/>, for the import itself.</summary>
    public Task PrepareAsync(CancellationToken cancellationToken) => MigrateAsync(MigrationScript.Of(database.Dialect), cancellationToken);

    internal async Task MigrateAsync(IReadOnlyList<MigrationScript> scripts, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenSchemaAsync(cancellationToken);
            await database.Dialect.BeginExclusiveAsync(connection, cancellationToken);
            await connection.ExecuteAsync(CreateVersions, cancellationToken);
            await connection.ExecuteAsync(UnfinishedImport.CreateTable, cancellationToken);
            await connection.ExecuteAsync(StateFormat.CreateTable, cancellationToken);
            await StateFormat.ClaimAsync(connection, database.Description, cancellationToken);
            var missing = Missing(scripts, await AppliedAsync(connection, cancellationToken));
            foreach (var script in missing)
            {
                await ApplyAsync(connection, script, cancellationToken);
            }

            // Not committing leaves the transaction to the connection's end, which takes everything back.
            await connection.ExecuteAsync("COMMIT;", cancellationToken);
            if (missing.Count > 0)
            {
                LogMigrated(logger, database.Description, missing[^1].Version, missing.Count);
            }
        }
        catch (Exception exception) when (exception is DbException or SocketException or TimeoutException or IOException or AuthenticationException)
        {
            throw new StorageException($"The database {database.Description} cannot be prepared: {database.Dialect.Explain(exception)}", exception);
        }
    }

    private List<MigrationScript> Missing(IReadOnlyList<MigrationScript> scripts, List<(long Version, string Name, string Checksum)> applied)
    {
        var known = scripts.ToDictionary(script => (long)script.Version);
        var newest = scripts.Count == 0 ? 0 : scripts[^1].Version;
        foreach (var (version, name, checksum) in applied)
        {
            if (!known.TryGetValue(version, out var script))
            {
                throw new StorageException(
                    $"The database {database.Description} has schema step {name}, which this release (up to step {newest}) does not know: "
                    + "a newer release has written it. Run that release or a later one, or point DATA_DIR or DATABASE_URL elsewhere.");
            }

            if (script.Checksum != checksum)
            {
                throw new StorageException(
                    $"The database {database.Description} was made with another text of schema step {name}. Run the release that made it, or restore the step and add a new one.");
            }
        }

        var present = applied.Select(step => step.Version).ToHashSet();
        return [.. scripts.Where(script => !present.Contains(script.Version))];
    }

    private static async Task<List<(long Version, string Name, string Checksum)>> AppliedAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT version, name, checksum FROM schema_version ORDER BY version;";
        return await command.ReadAsync(row => (row.GetInt64(0), row.GetString(1), row.GetString(2)), cancellationToken);
    }

    private async Task ApplyAsync(DbConnection connection, MigrationScript script, CancellationToken cancellationToken)
    {
        await using var steps = connection.CreateCommand();
        steps.CommandText = script.Text;
        steps.CommandTimeout = FleetDatabase.SchemaTimeoutSeconds;
        await steps.ExecuteNonQueryAsync(cancellationToken);

        await using var note = connection.CreateCommand();
        note.CommandText = "INSERT INTO schema_version (version, name, checksum, applied_at) VALUES (@version, @name, @checksum, @applied_at);";
        note.With("@version", script.Version)
            .With("@name", script.Name)
            .With("@checksum", script.Checksum)
            .With("@applied_at", clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
        await note.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Database {Database} brought to schema version {Version} in {Steps} steps")]
    private static partial void LogMigrated(ILogger logger, string database, int version, int steps);
}
