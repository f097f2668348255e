namespace Orleans.AdoNet;

/// <summary>The queries that a database keeps for Orleans.</summary>
internal sealed class StoredQueries
{
    private static readonly SqlQuery All = new("SELECT QueryKey, QueryText FROM OrleansQuery");

    private readonly Dictionary<string, string> _texts;

    private StoredQueries(Dictionary<string, string> texts)
    {
        _texts = texts;
    }

    public static async Task<StoredQueries> LoadAsync(SqlStore store)
    {
        var rows = await store.ReadAsync(All, [], static row => KeyValuePair.Create(row.GetString(0), row.GetString(1))).ConfigureAwait(false);
        return new StoredQueries(rows.ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>A query that must be there.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public SqlQuery Require(string key, params SqlParameterName[] parameters)
        => Find(key, parameters) ?? throw new ArgumentException($"Not all required queries found. Missing are: {key}");

    /// <summary>A query that may be missing.</summary>
    public SqlQuery? Find(string key, params SqlParameterName[] parameters)
        => _texts.TryGetValue(key, out var text) ? new SqlQuery(text, parameters) : null;
}
