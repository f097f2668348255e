using System.Data.Common;
using Npgsql;

namespace FleetActors.StandIns.AdoNet;

internal sealed class PostgresNotes(string connectionString) : NoteDatabase
{
    public override string Invariant => "Npgsql";

    public override string ConnectionString { get; } = connectionString;

    public override string UniqueGuests => """
        CREATE FUNCTION guest() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO guests (name) VALUES (convert_from(NEW.payload, 'UTF8'));
            RETURN NULL;
        END;
        $$;
        CREATE TRIGGER guest AFTER INSERT ON states FOR EACH ROW WHEN (convert_from(NEW.payload, 'UTF8') LIKE 'guest %') EXECUTE FUNCTION guest();
        """;

    protected override string Tables => """
        CREATE TABLE OrleansQuery (QueryKey text PRIMARY KEY, QueryText text NOT NULL);
        CREATE TABLE states (name text NOT NULL, grain text NOT NULL, version integer NOT NULL, payload bytea, PRIMARY KEY (name, grain));
        CREATE TABLE guests (name text PRIMARY KEY);

        """;

    public override ValueTask DisposeAsync()
    {
        using var pooled = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(pooled);
        return ValueTask.CompletedTask;
    }

    protected override DbConnection CreateConnection() =>
        new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
}
