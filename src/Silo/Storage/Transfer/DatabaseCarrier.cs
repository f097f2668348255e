using System.Data.Common;
using System.Runtime.CompilerServices;
using FleetActors.Storage.Sql;

namespace FleetActors.Storage.Transfer;

/// <summary>Recordings in the same database as everything else.</summary>
internal sealed class DatabaseCarrier : IRecordingCarrier
{
    private const string InsertSound = "INSERT INTO recording_chunk (name, first_sample, sound) VALUES (@name, @first, @sound);";
    private const string InsertRecording = "INSERT INTO recording (name, samples, writer, updated_at) VALUES (@name, @samples, 0, @updated);";

    /// <summary>The tables.</summary>
    public static IReadOnlyList<string> Tables { get; } = ["recording", "recording_chunk"];

    public string Description => "the database";

    public async Task<IReadOnlyList<RecordingRow>> ListAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT name, samples, updated_at FROM recording ORDER BY name;";
        command.CommandTimeout = 0;
        return await command.ReadAsync(static row => new RecordingRow(row.GetString(0), row.GetInt64(1), row.GetDateTime(2)), cancellationToken);
    }

    public async IAsyncEnumerable<SoundRow> ReadAsync(
        DbConnection connection, RecordingRow recording, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT first_sample, sound FROM recording_chunk WHERE name = @name AND first_sample < @end ORDER BY first_sample;";
        command.CommandTimeout = 0;
        await using var chunks = await command.With("@name", recording.Name).With("@end", recording.Samples).ExecuteReaderAsync(cancellationToken);

        // Chunks may be shorter than a second and need not be where the rows of a file are; what no chunk covers is silence.
        var chunk = await NextAsync(chunks, cancellationToken);
        foreach (var (first, bytes) in recording.Pieces())
        {
            var sound = new byte[bytes];
            while (chunk is var (at, data) && at < first + (bytes / sizeof(short)))
            {
                var start = (int)((at - first) * sizeof(short));
                var (from, to) = (Math.Max(0, -start), Math.Min(data.Length, bytes - start));
                data.AsSpan(from, Math.Max(0, to - from)).CopyTo(sound.AsSpan(Math.Max(0, start)));
                if (to < data.Length)
                {
                    break;
                }

                chunk = await NextAsync(chunks, cancellationToken);
            }

            yield return new SoundRow(recording.Name, first, sound);
        }
    }

    public async Task<IReadOnlyDictionary<string, long>> CountAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT count(*) FROM recording), (SELECT count(*) FROM recording_chunk);";
        command.CommandTimeout = 0;
        var (recordings, sounds) = (await command.ReadAsync(static row => (row.GetInt64(0), row.GetInt64(1)), cancellationToken))[0];
        return new Dictionary<string, long> { [TransferRow.SoundWord] = sounds, [TransferRow.RecordingWord] = recordings };
    }

    public Task WriteAsync(DbConnection connection, IReadOnlyList<TransferRow> rows, CancellationToken cancellationToken) => RowWriter.WriteAsync(
        connection,
        [.. rows.Select(static row => row switch
        {
            SoundRow sound => new TableRow(InsertSound, [("@name", sound.Name), ("@first", sound.First), ("@sound", sound.Sound)]),
            RecordingRow recording => new TableRow(InsertRecording, [("@name", recording.Name), ("@samples", recording.Samples), ("@updated", recording.UpdatedAt)]),
            _ => throw new ArgumentException($"{row.GetType().Name} is not of a recording.", nameof(rows)),
        })],
        cancellationToken);

    private static async Task<(long At, byte[] Data)?> NextAsync(DbDataReader chunks, CancellationToken cancellationToken) =>
        await chunks.ReadAsync(cancellationToken) ? (chunks.GetInt64(0), chunks.GetFieldValue<byte[]>(1)) : null;
}
