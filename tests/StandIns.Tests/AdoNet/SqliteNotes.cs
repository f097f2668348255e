using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace FleetActors.StandIns.AdoNet;

internal sealed class SqliteNotes : NoteDatabase
{
    private readonly string _folder = Directory.CreateTempSubdirectory("standin-sql-").FullName;

    public override string Invariant => "System.Data.SQLite";

    public override string ConnectionString => $"Data Source={Path.Combine(_folder, "states.db")}";

    public override string UniqueGuests => """
        CREATE TRIGGER guest AFTER INSERT ON states WHEN CAST(NEW.payload AS TEXT) LIKE 'guest %'
        BEGIN
            INSERT INTO guests (name) VALUES (CAST(NEW.payload AS TEXT));
        END;
        """;

    protected override string Tables => """
        PRAGMA journal_mode = WAL;
        CREATE TABLE OrleansQuery (QueryKey TEXT PRIMARY KEY, QueryText TEXT NOT NULL);
        CREATE TABLE states (name TEXT NOT NULL, grain TEXT NOT NULL, version INTEGER NOT NULL, payload BLOB, PRIMARY KEY (name, grain));
        CREATE TABLE guests (name TEXT PRIMARY KEY);

        """;

    public override ValueTask DisposeAsync()
    {
        using (var pooled = new SqliteConnection(ConnectionString))
        {
            SqliteConnection.ClearPool(pooled);
        }

        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    protected override DbConnection CreateConnection() => new SqliteConnection(ConnectionString + ";Pooling=False");
}
