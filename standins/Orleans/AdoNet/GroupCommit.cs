using System.Data.Common;

namespace Orleans.AdoNet;

/// <summary>
/// Runs writes in one transaction and tells their callers after its commit. A write that breaks a constraint fails alone; when the transaction
/// itself fails (disk full, file gone), every write in it does, and the next one begins on a new connection.
/// </summary>
internal sealed class GroupCommit(DbProviderFactory factory, string connectionString) : IDisposable
{
    // FULL: a commit is on the disk when it is reported. The log is folded back every 4,000 pages (16 MB): pages that change often are then copied once, not each time.
    private const string Setup = """
        PRAGMA busy_timeout = 5000;
        PRAGMA synchronous = FULL;
        PRAGMA cache_size = -65536;
        PRAGMA temp_store = MEMORY;
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA journal_size_limit = 67108864;
        """;

    private static readonly SqlQuery Begin = new("BEGIN IMMEDIATE;");
    private static readonly SqlQuery Commit = new("COMMIT;");

    private PreparedConnection? _connection;

    public void Run(List<PendingWrite> batch)
    {
        try
        {
            _connection ??= new PreparedConnection(factory, connectionString, Setup);
            _connection.Execute(Begin);
            foreach (var write in batch)
            {
                Execute(_connection, write);
            }

            _connection.Execute(Commit);
        }
#pragma warning disable CA1031 // Whatever it is, the callers must hear of it and the thread must go on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Dispose();
            foreach (var write in batch)
            {
                write.Abandon(exception);
            }

            return;
        }

        foreach (var write in batch)
        {
            write.Complete();
        }
    }

    /// <summary>Closes the connection, which takes back a transaction that was not committed.</summary>
    public void Dispose()
    {
        try
        {
            _connection?.Dispose();
        }
        catch (DbException)
        {
            // A connection to a file that has gone may not even close; there is nothing left to save.
        }

        _connection = null;
    }

    private static void Execute(PreparedConnection connection, PendingWrite write)
    {
        try
        {
            using var reader = connection.Command(write.Query, write.Values).ExecuteReader();
            write.Succeeded(SqlStore.ReadFirstValue(reader));
        }
        catch (Exception exception) when (SqliteFile.IsStatementError(exception))
        {
            write.Failed(exception);
        }
    }
}
