namespace FleetActors.Storage.Sqlite;

/// <summary>The statements that the file keeps, the same that Orleans' own providers look up: rows written by either are found by the other.</summary>
internal sealed class StoredStatements
{
    private static readonly SqliteStatement All = new("SELECT QueryKey, QueryText FROM OrleansQuery");

    private readonly Dictionary<string, string> _texts;

    private StoredStatements(Dictionary<string, string> texts)
    {
        _texts = texts;
    }

    public static async Task<StoredStatements> LoadAsync(SqliteStore store)
    {
        var rows = await store.ReadAsync(All, [], static row => KeyValuePair.Create(row.GetString(0), row.GetString(1)));
        return new StoredStatements(rows.ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>A statement by its name.</summary>
    /// <exception cref="StorageException">The file has none of that name: its schema is not the one that the migrations make.</exception>
    public SqliteStatement Find(string key, params string[] parameters) =>
        _texts.TryGetValue(key, out var text)
            ? new SqliteStatement(text, parameters)
            : throw new StorageException($"The table OrleansQuery lacks {key}: its rows come with the schema and must stay as they are.");
}
