using Microsoft.Data.Sqlite;

namespace FleetActors.Storage.Sqlite;

/// <summary>
/// Runs writes in one transaction and tells their callers after its commit. A write that breaks a constraint fails alone; when the transaction
/// itself fails (disk full, file gone), every write in it does, and the next one begins on a new connection.
/// </summary>
internal sealed class GroupCommit(string connectionString) : IDisposable
{
    // FULL: a commit is on the disk when it is reported. The log is folded back every 4,000 pages (16 MB): pages that change often are then copied once, not each time.
    private static readonly SqliteStatement Setup = new("""
        PRAGMA busy_timeout = 5000;
        PRAGMA synchronous = FULL;
        PRAGMA cache_size = -65536;
        PRAGMA temp_store = MEMORY;
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA journal_size_limit = 67108864;
        """);

    private static readonly SqliteStatement Begin = new("BEGIN IMMEDIATE;");
    private static readonly SqliteStatement Commit = new("COMMIT;");

    // 1 generic, 18 too big, 19 constraint, 20 mismatch, 25 range: SQLite takes back the statement and keeps the transaction.
    private static readonly int[] StatementErrors = [1, 18, 19, 20, 25];

    private PreparedConnection? _connection;

    public void Run(List<PendingWrite> batch)
    {
        try
        {
            _connection ??= new PreparedConnection(connectionString, Setup);
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
        catch (SqliteException)
        {
            // A connection to a file that has gone may not even close; there is nothing left to save.
        }

        _connection = null;
    }

    private static void Execute(PreparedConnection connection, PendingWrite write)
    {
        try
        {
            using var reader = connection.Command(write.Statement, write.Values).ExecuteReader();
            write.Succeeded(FirstValue(reader));
        }
        catch (Exception exception) when (IsStatementError(exception))
        {
            write.Failed(exception);
        }
    }

    /// <summary>The first column of the first row; null when there was no row or no value. Reads everything to its end: only then is a statement complete.</summary>
    private static object? FirstValue(SqliteDataReader reader)
    {
        object? first = null;
        var found = false;
        do
        {
            while (reader.Read())
            {
                if (!found)
                {
                    (first, found) = (reader.GetValue(0), true);
                }
            }
        }
        while (reader.NextResult());
        return first is DBNull ? null : first;
    }

    private static bool IsStatementError(Exception exception) => exception is not SqliteException failure || StatementErrors.Contains(failure.SqliteErrorCode);
}
