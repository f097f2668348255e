using System.Data.Common;
using FleetActors.Storage.Sql;

namespace FleetActors.Storage.Transfer;

/// <summary>
/// Fills an empty database from a file. Goes in transactions of some hundred rows, each of which notes how far it came, so that an import that was interrupted
/// goes on where it stopped; until the last row is in, no server starts on the database.
/// </summary>
internal sealed class FleetImport(FleetDatabase database, IRecordingCarrier recordings, SchemaMigrator migrator, TransferProgress progress)
{
    private const int RowsPerTransaction = 500;
    private const int BytesPerTransaction = 4 << 20;

    /// <summary>Runs it, or the rest of it. Running it again after its end is refused, as the database is then not empty.</summary>
    /// <returns>How many rows the database has from the file.</returns>
    /// <exception cref="StorageException">The file is damaged, or the database holds something else.</exception>
    public async Task<long> RunAsync(string file, CancellationToken cancellationToken)
    {
        var header = await TransferReader.VerifyAsync(file, cancellationToken);
        await migrator.PrepareAsync(cancellationToken);
        await using var connection = await database.OpenSchemaAsync(cancellationToken);
        var done = await BeginAsync(connection, header, cancellationToken);

        using var reader = await TransferReader.OpenAsync(file, cancellationToken);
        progress.Begin(header.Total, done);
        await reader.SkipAsync(done, cancellationToken);
        while (await StoreAsync(connection, reader, header.ExportId, done, cancellationToken) is var rows and > 0)
        {
            done += rows;
            progress.Advance(rows);
        }

        await EndAsync(connection, header, cancellationToken);
        progress.End();
        return done;
    }

    /// <summary>How many rows are in the database already; refuses one that is not empty for another reason.</summary>
    private async Task<long> BeginAsync(DbConnection connection, TransferHeader header, CancellationToken cancellationToken)
    {
        var begun = await UnfinishedImport.ReadAsync(connection, cancellationToken);
        if (begun is not null)
        {
            return begun.ExportId == header.ExportId
                ? begun.Rows
                : throw new StorageException(
                    $"The database {database.Description} has a part of another export in it (from {begun.ExportId}, {begun.Rows} rows). Finish that import, or begin with an empty database.");
        }

        var rows = await CountAsync(connection, cancellationToken);
        if (rows.Values.Sum() > 0)
        {
            throw new StorageException(
                $"The database {database.Description} is not empty ({string.Join(", ", rows.Select(static table => $"{table.Value} {table.Key}"))} rows). "
                + "An import only fills a new one: choose another DATA_DIR or DATABASE_URL.");
        }

        await UnfinishedImport.BeginAsync(connection, header.ExportId, cancellationToken);
        return 0;
    }

    /// <summary>One transaction's worth of rows; 0 at the end.</summary>
    private async Task<int> StoreAsync(DbConnection connection, TransferReader reader, string exportId, long done, CancellationToken cancellationToken)
    {
        var rows = new List<TransferRow>(RowsPerTransaction);
        for (var bytes = 0; rows.Count < RowsPerTransaction && bytes < BytesPerTransaction && await reader.ReadAsync(cancellationToken) is { } row;)
        {
            rows.Add(row);
            bytes += row.ExtraBytes;
        }

        if (rows.Count == 0)
        {
            return 0;
        }

        await database.Dialect.BeginWriteAsync(connection, cancellationToken);
        await UnfinishedImport.AdvanceAsync(connection, exportId, done, done + rows.Count, cancellationToken);
        await RowWriter.WriteAsync(connection, [.. rows.OfType<TableRow>()], cancellationToken);
        if (rows[^1] is not TableRow)
        {
            await recordings.WriteAsync(connection, [.. rows.Where(static row => row is not TableRow)], cancellationToken);
        }

        await connection.ExecuteAsync("COMMIT;", cancellationToken);
        return rows.Count;
    }

    /// <summary>Holds what the database now has against what the file said, and only then lets a server start on it.</summary>
    private async Task EndAsync(DbConnection connection, TransferHeader header, CancellationToken cancellationToken)
    {
        foreach (var (word, rows) in await CountAsync(connection, cancellationToken))
        {
            var count = header.Rows.GetValueOrDefault(word);
            if (rows != count)
            {
                throw new StorageException(
                    $"The database {database.Description} has {rows} rows of '{word}', the file {count}: something else has written to it. Begin again with an empty database.");
            }
        }

        await UnfinishedImport.EndAsync(connection, cancellationToken);
    }

    private async Task<Dictionary<string, long>> CountAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var rows = (await FleetExport.CountAsync(connection, cancellationToken)).ToDictionary();
        foreach (var (word, count) in await recordings.CountAsync(connection, cancellationToken))
        {
            rows[word] = count;
        }

        return rows;
    }
}
