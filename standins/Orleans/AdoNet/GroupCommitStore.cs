using System.Collections.Concurrent;
using System.Data.Common;

namespace Orleans.AdoNet;

/// <summary>
/// A SQLite file: one thread writes, many read. SQLite has one writer at a time and a commit costs a sync of the disk, so all writes that came in while the last
/// commit ran share the next one.
/// </summary>
internal sealed class GroupCommitStore : SqlStore
{
    // A write waits for at most this many before it, in two commits; far more than one commit can pay for.
    private const int MaxBatch = 512;
    private const int MaxWaiting = 16_384;
    private const int MaxIdleReaders = 16;

    // SQLite's own wait looks again after a millisecond or two; the driver's, without it, after 150.
    private const string ReaderSetup = "PRAGMA busy_timeout = 5000; PRAGMA query_only = ON; PRAGMA cache_size = -8192;";

    private readonly ConcurrentBag<PreparedConnection> _readers = [];
    private readonly DbProviderFactory _factory;
    private readonly string _connectionString;
    private readonly SemaphoreSlim _room = new(MaxWaiting);
    private readonly Queue<PendingWrite> _waiting = new();
    private readonly Thread _thread;
    private readonly GroupCommit _commit;
    private bool _closed;

    public GroupCommitStore(DbProviderFactory factory, string connectionString, string file)
    {
        _factory = factory;
        _connectionString = SqliteFile.Unpooled(factory, connectionString);
        _commit = new GroupCommit(factory, _connectionString);
        _thread = new Thread(Run) { IsBackground = true, Name = $"Writer of {Path.GetFileName(file)}" };
        _thread.Start();
    }

    public override Task<List<T>> ReadAsync<T>(SqlQuery query, object?[] values, Func<DbDataReader, T> row)
    {
        try
        {
            return Task.FromResult(Read(query, values, row));
        }
#pragma warning disable CA1031 // It reaches the caller with the task.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Task.FromException<List<T>>(exception);
        }
    }

    public override async Task<object?> WriteAsync(SqlQuery query, object?[] values)
    {
        await _room.WaitAsync().ConfigureAwait(false);
        try
        {
            var write = new PendingWrite(query, values);
            Enqueue(write);
            return await write.Task.ConfigureAwait(false);
        }
        finally
        {
            _room.Release();
        }
    }

    public override void Dispose()
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

    private List<T> Read<T>(SqlQuery query, object?[] values, Func<DbDataReader, T> row)
    {
        var connection = _readers.TryTake(out var idle) ? idle : new PreparedConnection(_factory, _connectionString, ReaderSetup);
        var sound = false;
        try
        {
            var rows = new List<T>();
            using (var reader = connection.Command(query, values).ExecuteReader())
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
