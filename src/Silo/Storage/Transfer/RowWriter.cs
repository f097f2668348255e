using System.Data.Common;
using FleetActors.Storage.Sql;

namespace FleetActors.Storage.Transfer;

/// <summary>Adds rows within a transaction.</summary>
internal static class RowWriter
{
    public static async Task WriteAsync(DbConnection connection, IReadOnlyList<TableRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return;
        }

        if (connection.CanCreateBatch)
        {
            await SendTogetherAsync(connection, rows, cancellationToken);
        }
        else
        {
            await OneByOneAsync(connection, rows, cancellationToken);
        }
    }

    /// <summary>For a database with a server: one round trip for all.</summary>
    private static async Task SendTogetherAsync(DbConnection connection, IReadOnlyList<TableRow> rows, CancellationToken cancellationToken)
    {
        await using var batch = connection.CreateBatch();
        foreach (var row in rows)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = row.Insert;
            foreach (var (name, value) in row.Values)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                parameter.Value = value ?? DBNull.Value;
                command.Parameters.Add(parameter);
            }

            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task OneByOneAsync(DbConnection connection, IReadOnlyList<TableRow> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = row.Insert;
            foreach (var (name, value) in row.Values)
            {
                command.With(name, value);
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
