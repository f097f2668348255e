using System.Collections.ObjectModel;
using System.Data.Common;
using System.IO.Compression;
using System.Security.Cryptography;
using FleetActors.Storage.Sql;

namespace FleetActors.Storage.Transfer;

/// <summary>
/// Writes everything that a database holds, and the recordings, into a file. Everything is read in one transaction, so the file is one moment of the database even
/// while a server works on it; that is also why an export that was interrupted begins anew. Recordings in files are as long as they were at its beginning.
/// </summary>
internal sealed class FleetExport(FleetDatabase database, IRecordingCarrier recordings, TimeProvider clock, TransferProgress progress)
{
    private const string Unfinished = ".part";

    /// <summary>Makes the file; one that is there already is replaced once the new one is complete.</summary>
    /// <returns>How many rows it holds.</returns>
    /// <exception cref="StorageException">There is nothing in the database.</exception>
    public async Task<long> RunAsync(string file, CancellationToken cancellationToken)
    {
        var part = file + Unfinished;
        await using var connection = await database.OpenSchemaAsync(cancellationToken);
        var format = await StateFormat.OfAsync(connection, cancellationToken);
        await database.Dialect.BeginSnapshotAsync(connection, cancellationToken);
        var sounds = await recordings.ListAsync(connection, cancellationToken);
        var rows = (await CountAsync(connection, cancellationToken)).ToDictionary();
        rows[TransferRow.SoundWord] = sounds.Sum(static recording => recording.Sounds);
        rows[TransferRow.RecordingWord] = sounds.Count;
        if (rows.Values.Sum() == 0)
        {
            throw new StorageException($"The database {database.Description} holds nothing to export. Are DATA_DIR and DATABASE_URL right?");
        }

        var header = new TransferHeader(TransferFile.Version, Guid.NewGuid().ToString("N"), clock.GetUtcNow(), database.Dialect.ScriptFolder, rows.AsReadOnly()) { StateFormat = format };
        await using (var output = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await WriteAsync(connection, header, sounds, output, cancellationToken);
            output.Flush(flushToDisk: true);
        }

        File.Move(part, file, overwrite: true);
        return header.Total;
    }

    public static async Task<ReadOnlyDictionary<string, long>> CountAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, long>();
        foreach (var table in TransferTable.All)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT count(*) FROM {table.Name};";
            command.CommandTimeout = 0;
            rows[table.Word] = (await command.ReadAsync(static row => row.GetInt64(0), cancellationToken))[0];
        }

        return rows.AsReadOnly();
    }

    private async Task WriteAsync(
        DbConnection connection, TransferHeader header, IReadOnlyList<RecordingRow> sounds, Stream output, CancellationToken cancellationToken)
    {
        await using var lines = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true);
        using var checksum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await WriteLineAsync(lines, checksum, header.ToLine(), cancellationToken);
        progress.Begin(header.Total);
        var written = new Dictionary<string, long>();
        foreach (var table in TransferTable.All)
        {
            written[table.Word] = await WriteAsync(connection, table, lines, checksum, cancellationToken);
        }

        written[TransferRow.SoundWord] = await WriteSoundAsync(connection, sounds, lines, checksum, cancellationToken);
        written[TransferRow.RecordingWord] = sounds.Count;
        var footer = new TransferFooter(written.AsReadOnly(), TransferFile.Text(checksum));
        await WriteLineAsync(lines, null, footer.ToLine(), cancellationToken);
        progress.End();
    }

    private async Task<long> WriteAsync(DbConnection connection, TransferTable table, Stream lines, IncrementalHash checksum, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = table.Select;
        command.CommandTimeout = 0;
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var count = 0L;
        while (await row.ReadAsync(cancellationToken))
        {
            var line = TransferFile.Line(members =>
            {
                members.WriteString("t", table.Word);
                table.Write(members, row);
            });
            await WriteLineAsync(lines, checksum, line, cancellationToken);
            count++;
            progress.Advance();
        }

        return count;
    }

    private async Task<long> WriteSoundAsync(
        DbConnection connection, IReadOnlyList<RecordingRow> sounds, Stream lines, IncrementalHash checksum, CancellationToken cancellationToken)
    {
        var count = 0L;
        foreach (var recording in sounds)
        {
            await foreach (var sound in recordings.ReadAsync(connection, recording, cancellationToken))
            {
                await WriteLineAsync(lines, checksum, sound.ToLine(), cancellationToken);
                count++;
                progress.Advance();
            }
        }

        foreach (var recording in sounds)
        {
            await WriteLineAsync(lines, checksum, recording.ToLine(), cancellationToken);
            progress.Advance();
        }

        return count;
    }

    private static async Task WriteLineAsync(Stream lines, IncrementalHash? checksum, byte[] line, CancellationToken cancellationToken)
    {
        if (checksum is not null)
        {
            TransferFile.Append(checksum, line);
        }

        await lines.WriteAsync(line, cancellationToken);
        await lines.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }
}
