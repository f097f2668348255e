using System.Data.Common;
using System.Globalization;

namespace FleetActors.StandIns.AdoNet;

/// <summary>
/// A database with a schema of its own, as small as Orleans' queries allow: whatever the provider does with it, it does by the queries that it finds there.
/// </summary>
internal abstract class NoteDatabase : IAsyncDisposable
{
    private const string Queries = """
        INSERT INTO OrleansQuery VALUES
        ('ReadFromStorageKey',
            'SELECT version AS Version, payload AS PayloadBinary FROM states WHERE name = @GrainTypeString AND grain = @GrainIdExtensionString'),
        ('ClearStorageKey',
            'UPDATE states SET payload = NULL, version = version + 1 WHERE name = @GrainTypeString AND grain = @GrainIdExtensionString
                AND version = @GrainStateVersion RETURNING version'),
        ('WriteToStorageKey',
            'INSERT INTO states (name, grain, version, payload) SELECT @GrainTypeString, @GrainIdExtensionString, 1, @PayloadBinary
                WHERE @GrainStateVersion IS NULL OR EXISTS (SELECT 1 FROM states WHERE name = @GrainTypeString AND grain = @GrainIdExtensionString)
                ON CONFLICT (name, grain) DO UPDATE SET payload = excluded.payload, version = states.version + 1
                WHERE states.version = @GrainStateVersion RETURNING version AS NewGrainStateVersion');
        """;

    /// <summary>Orleans' name for its driver.</summary>
    public abstract string Invariant { get; }

    public abstract string ConnectionString { get; }

    /// <summary>With it only one note may hold each text that begins with "guest ".</summary>
    public abstract string UniqueGuests { get; }

    /// <summary>The tables, before the queries go in.</summary>
    protected abstract string Tables { get; }

    public static async Task<NoteDatabase> CreateAsync(DatabaseKind kind)
    {
        NoteDatabase database = kind == DatabaseKind.Sqlite
            ? new SqliteNotes()
            : new PostgresNotes(await (await TestKit.PostgresServer.SharedAsync()).CreateDatabaseAsync());
        database.Execute(database.Tables + Queries);
        return database;
    }

    /// <summary>A connection of a stranger.</summary>
    public DbConnection Connect()
    {
        var connection = CreateConnection();
        connection.Open();
        return connection;
    }

    public long Scalar(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public void Execute(string sql)
    {
        using var connection = Connect();
        Execute(connection, sql);
    }

    public static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public abstract ValueTask DisposeAsync();

    protected abstract DbConnection CreateConnection();
}
