using System.Collections.Concurrent;
using FleetActors.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace FleetActors.Storage.Sqlite;

/// <summary>
/// The SQLite file of this process: one thread writes, many read. SQLite has one writer at a time and a commit costs a sync of the disk, so all writes that
/// came in while the last commit ran share the next one.
/// </summary>
internal sealed class SqliteStore : IDisposable
{
    // A write waits for at most this many before it, in two commits; far more than one commit can pay for.
    private const int MaxBatch = 512;
    private const int MaxWaiting = 16_384;
    private const int MaxIdleReaders = 16;

    // SQLite's own wait looks again after a millisecond or two; the driver's, without it, after 150.
    private static readonly SqliteStatement ReaderSetup = new("PRAGMA busy_timeout = 5000; PRAGMA query_only = ON; PRAGMA cache_size = -8192;");

    private readonly ConcurrentBag<PreparedConnection> _readers = [];
    private readonly string _connectionString;
    private readonly SemaphoreSlim _room = new(MaxWaiting);
    private readonly Queue<PendingWrite> _waiting = new();
    private readonly Thread _thread;
    private readonly GroupCommit _commit;
    private bool _closed;

    public SqliteStore(FleetDatabase database)
    {
        _connectionString = database.ConnectionString;
        _commit = new GroupCommit(_connectionString);
        _thread = new Thread(Run) { IsBackground = true, Name = $"Writer of {Path.GetFileName(database.Description)}" };
        _thread.Start();
    }

    /// <summary>Runs a statement that changes nothing. At once and on the caller's thread: what it reads is nearly always in memory.</summary>
    public Task<List<T>> ReadAsync<T>(SqliteStatement statement, object?[] values, Func<SqliteDataReader, T> row)
    {
        try
        {
            return Task.FromResult(Read(statement, values, row));
        }
        catch (SqliteException exception)
        {
            return Task.FromException<List<T>>(exception);
        }
    }

    /// <summary>Runs a statement that changes something, and completes when that is on the disk. The values are read until then.</summary>
    /// <returns>The first column of the first row it returned; null when there was no row or no value.</returns>
    /// <exception cref="ObjectDisposedException">The store has been closed. What was asked for before that is still done.</exception>
    public async Task<object?> WriteAsync(SqliteStatement statement, object?[] values)
    {
        await _room.WaitAsync();
        try
        {
            var write = new PendingWrite(statement, values);
            Enqueue(write);
            return await write.Task;
        }
        finally
        {
            _room.Release();
        }
    }

    /// <summary>Finishes what was asked for and closes the connections.</summary>
    public void Dispose()
    {
        lock (_waiting)
        {
            _closed = true;
            Monitor.Pulse(_waiting);
        }

        _thread.Join();
        _commit.Dispose();
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    private List<T> Read<T>(SqliteStatement statement, object?[] values, Func<SqliteDataReader, T> row)
    {
        var connection = _readers.TryTake(out var idle) ? idle : new PreparedConnection(_connectionString, ReaderSetup);
        var sound = false;
        try
        {
            var rows = new List<T>();
            using (var reader = connection.Command(statement, values).ExecuteReader())
            {
                while (reader.Read())
                {
                    rows.Add(row(reader));
                }
            }

            sound = true;
            return rows;
        }
        finally
        {
            if (sound && !Volatile.Read(ref _closed) && _readers.Count < MaxIdleReaders)
            {
                _readers.Add(connection);
            }
            else
            {
                connection.Dispose();
            }
        }
    }

    private void Enqueue(PendingWrite write)
    {
        lock (_waiting)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _waiting.Enqueue(write);
            Monitor.Pulse(_waiting);
        }
    }

    private void Run()
    {
        var batch = new List<PendingWrite>(MaxBatch);
        while (Take(batch))
        {
            _commit.Run(batch);
            batch.Clear();
        }
    }

    /// <summary>Waits for writes; false when there will be none any more.</summary>
    private bool Take(List<PendingWrite> batch)
    {
        lock (_waiting)
        {
            while (_waiting.Count == 0)
            {
                if (_closed)
                {
                    return false;
                }

                Monitor.Wait(_waiting);
            }

            while (batch.Count < MaxBatch && _waiting.TryDequeue(out var write))
            {
                batch.Add(write);
            }

            return true;
        }
    }
}
