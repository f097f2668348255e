using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace FleetActors.Storage;

/// <summary>A file in a folder of its own.</summary>
internal sealed class SqliteTestDatabase : TestDatabase
{
    public string Folder { get; } = System.IO.Directory.CreateTempSubdirectory("fleet-storage-").FullName;

    public override void Configure(StorageOptions options) => options.DataDirectory = Folder;

    public override string TextOf(string column) => $"CAST({column} AS TEXT)";

    public override string BytesOf(string text) => $"CAST({text} AS BLOB)";

    public override IReadOnlyList<string> Tables() => Rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");

    public override IReadOnlyList<string> Columns(string table) => Rows($"SELECT lower(name) FROM pragma_table_info('{table}') ORDER BY lower(name)");

    public override ValueTask DisposeAsync()
    {
        Open().ReleaseConnections();
        System.IO.Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    protected override DbConnection CreateConnection() => new SqliteConnection($"Data Source={Path.Combine(Folder, "fleet.db")};Pooling=False");
}
