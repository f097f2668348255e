using System.Diagnostics;
using FleetActors.Tools;
using Microsoft.Data.Sqlite;

namespace FleetActors.Bench.Storage;

/// <summary>What the disk gives: rows written to a SQLite file that survives a power cut, as the server's does (WAL, <c>synchronous=FULL</c>), by one writer.</summary>
internal static class CommitBaseline
{
    private const int PayloadLength = 900;

    /// <summary>Writes in transactions of one size for a time.</summary>
    public static CommitFigures Measure(string directory, int rowsPerCommit, TimeSpan time)
    {
        var file = Path.Combine(directory, Path.GetRandomFileName() + ".db");
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE state (id INTEGER PRIMARY KEY, payload TEXT NOT NULL);");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO state (payload) VALUES (@payload)";
        insert.Parameters.AddWithValue("@payload", new string('x', PayloadLength));

        var commits = new LatencyHistogram();
        long rows = 0;
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            var begun = Stopwatch.GetTimestamp();
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (var i = 0; i < rowsPerCommit; i++, rows++)
            {
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
            commits.Add(Stopwatch.GetElapsedTime(begun));
        }

        return new CommitFigures(
            rows / Stopwatch.GetElapsedTime(start).TotalSeconds, commits.Percentile(0.5).TotalMilliseconds, commits.Percentile(0.99).TotalMilliseconds);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

/// <summary>Rows a second, and how long a commit takes.</summary>
internal sealed record CommitFigures(double RowsPerSecond, double P50Ms, double P99Ms);
