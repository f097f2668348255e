using System.Data.Common;
using System.Net.Sockets;
using FleetActors.Calls;
using FleetActors.Storage.Sql;

namespace FleetActors.Recordings;

/// <summary>The tables of recordings in PostgreSQL. Every failure of the database is a <see cref="RecordingException"/>.</summary>
internal sealed class RecordingTable(FleetDatabase database) : IDisposable
{
    // Of the process's connections, so that states never wait for sound.
    private const int WritesAtOnce = 8;

    // A try that takes longer is taken for failed. More sound than that has room to wait for the next one.
    private const int WriteSeconds = 5;

    private readonly SemaphoreSlim _writes = new(WritesAtOnce);

    /// <summary>Makes or continues a recording. Whoever had it open before cannot add to it any more.</summary>
    public Task<(long Writer, long Samples)> OpenAsync(string name, CancellationToken cancellationToken) => WriteAsync(
        """
        INSERT INTO recording (name, samples, writer, updated_at)
        VALUES (@name, 0, 1, now())
        ON CONFLICT (name) DO UPDATE SET writer = recording.writer + 1
        RETURNING writer, samples;
        """,
        command => command.With("@name", name),
        static async (command, token) => (await command.ReadAsync(static row => (row.GetInt64(0), row.GetInt64(1)), token))[0],
        cancellationToken);

    /// <summary>Adds a chunk, unless another has opened the recording since. Safe to repeat, also with more behind it: a try may have arrived although its answer did not.</summary>
    /// <param name="durable">
    /// Waits for the server's disk, and so makes all before it safe too. Without, a crash of the server may take the last moments; that of this process nothing.
    /// </param>
    /// <returns>False when another has.</returns>
    public Task<bool> AppendAsync(string name, long writer, long first, ReadOnlyMemory<byte> sound, bool durable, CancellationToken cancellationToken) => WriteAsync(
        """
        WITH mine AS
        (
            UPDATE recording
            SET samples = @end, updated_at = now()
            WHERE name = @name AND writer = @writer AND set_config('synchronous_commit', @commit, true) IS NOT NULL
            RETURNING name
        )
        INSERT INTO recording_chunk (name, first_sample, sound) SELECT name, @first, @sound FROM mine
        ON CONFLICT (name, first_sample) DO UPDATE SET sound = EXCLUDED.sound;
        """,
        command => command
            .With("@name", name)
            .With("@writer", writer)
            .With("@first", first)
            .With("@end", first + (sound.Length / sizeof(short)))
            .With("@sound", sound.ToArray())
            .With("@commit", durable ? "on" : "off"),
        static async (command, token) => await command.ExecuteNonQueryAsync(token) == 1,
        cancellationToken);

    /// <summary>Makes all that was written before safe on the server's disk. Nothing when another has opened the recording since.</summary>
    public Task SettleAsync(string name, long writer, CancellationToken cancellationToken) => WriteAsync(
        "UPDATE recording SET updated_at = now() WHERE name = @name AND writer = @writer AND samples > 0;",
        command => command.With("@name", name).With("@writer", writer),
        static (command, token) => command.ExecuteNonQueryAsync(token),
        cancellationToken);

    /// <summary>Length and last change; null when there is no such recording.</summary>
    public Task<(long Samples, DateTime UpdatedAt)?> FindAsync(string name, CancellationToken cancellationToken) => ReadAsync(
        "SELECT samples, updated_at FROM recording WHERE name = @name;",
        command => command.With("@name", name),
        static async (command, token) =>
        {
            var found = await command.ReadAsync(static row => (row.GetInt64(0), row.GetDateTime(1)), token);
            return found.Count == 0 ? ((long, DateTime)?)null : found[0];
        },
        cancellationToken);

    /// <summary>The chunks with any sample in [from, to).</summary>
    public Task<List<(long First, byte[] Sound)>> ChunksAsync(string name, long from, long to, CancellationToken cancellationToken) => ReadAsync(
        "SELECT first_sample, sound FROM recording_chunk WHERE name = @name AND first_sample > @before AND first_sample < @to ORDER BY first_sample;",
        command => command.With("@name", name).With("@before", from - (SecondBuffer.Size / sizeof(short))).With("@to", to),
        static (command, token) => command.ReadAsync(static row => (row.GetInt64(0), row.GetFieldValue<byte[]>(1)), token),
        cancellationToken);

    public void Dispose() => _writes.Dispose();

    private async Task<T> WriteAsync<T>(
        string sql, Action<DbCommand> bind, Func<DbCommand, CancellationToken, Task<T>> run, CancellationToken cancellationToken)
    {
        await _writes.WaitAsync(cancellationToken);
        try
        {
            return await RunAsync("be written", sql, command =>
            {
                command.CommandTimeout = WriteSeconds;
                bind(command);
            }, run, cancellationToken);
        }
        finally
        {
            _writes.Release();
        }
    }

    private Task<T> ReadAsync<T>(string sql, Action<DbCommand> bind, Func<DbCommand, CancellationToken, Task<T>> run, CancellationToken cancellationToken) =>
        RunAsync("be read", sql, bind, run, cancellationToken);

    private async Task<T> RunAsync<T>(
        string what, string sql, Action<DbCommand> bind, Func<DbCommand, CancellationToken, Task<T>> run, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            bind(command);
            return await run(command, cancellationToken);
        }
        catch (Exception exception) when (exception is DbException or SocketException or TimeoutException or IOException)
        {
            throw new RecordingException($"The recording cannot {what}: {database.Dialect.Explain(exception)}", exception);
        }
    }
}
