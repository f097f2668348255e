using System.Data.Common;

namespace FleetActors.Storage.Sql;

/// <summary>How far an import into this database has come. The row is there from its first transaction to its last.</summary>
internal sealed record UnfinishedImport(string ExportId, long Rows)
{
    /// <summary>The table, not a step of the schema: what it holds is gone before any release works with the database.</summary>
    public const string CreateTable = "CREATE TABLE IF NOT EXISTS fleet_import (export_id TEXT NOT NULL PRIMARY KEY, rows_done BIGINT NOT NULL);";

    public static async Task<UnfinishedImport?> ReadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT export_id, rows_done FROM fleet_import;";
        var found = await command.ReadAsync(static row => new UnfinishedImport(row.GetString(0), row.GetInt64(1)), cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    public static async Task BeginAsync(DbConnection connection, string exportId, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO fleet_import (export_id, rows_done) VALUES (@export_id, 0);";
        await command.With("@export_id", exportId).ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Notes the progress, within the transaction that makes it.</summary>
    /// <exception cref="StorageException">Somebody else has made some.</exception>
    public static async Task AdvanceAsync(DbConnection connection, string exportId, long from, long to, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE fleet_import SET rows_done = @to WHERE export_id = @export_id AND rows_done = @from;";
        command.With("@to", to).With("@export_id", exportId).With("@from", from);
        if (await command.ExecuteNonQueryAsync(cancellationToken) != 1)
        {
            throw new StorageException("Another import into this database is under way.");
        }
    }

    public static Task EndAsync(DbConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteAsync("DELETE FROM fleet_import;", cancellationToken);
}
