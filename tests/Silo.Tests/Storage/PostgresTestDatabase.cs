using System.Data.Common;
using Npgsql;

namespace FleetActors.Storage;

/// <summary>A database on a server of the tests. It stays until the server goes.</summary>
internal sealed class PostgresTestDatabase(string connectionString) : TestDatabase
{
    public string ConnectionString { get; } = connectionString;

    public override void Configure(StorageOptions options) => options.ConnectionString = ConnectionString;

    public override string TextOf(string column) => $"convert_from({column}, 'UTF8')";

    public override string BytesOf(string text) => $"convert_to({text}, 'UTF8')";

    public override IReadOnlyList<string> Tables() =>
        Rows("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY table_name");

    public override IReadOnlyList<string> Columns(string table) => Rows(
        $"SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = lower('{table}') ORDER BY column_name COLLATE \"C\"");

    public override ValueTask DisposeAsync()
    {
        Open().ReleaseConnections();
        return ValueTask.CompletedTask;
    }

    protected override DbConnection CreateConnection() =>
        new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
}
