using System.Data.Common;

namespace Orleans.AdoNet;

/// <summary>One store for each database, however many providers and silos of this process use it: a SQLite file has one writer.</summary>
internal static class SqlStores
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<(string Invariant, string Database), Entry> Entries = [];

    /// <summary>A lease on the store of a database.</summary>
    public static SqlStoreLease Acquire(string invariant, string connectionString)
    {
        var factory = DbProviders.Get(invariant);
        var file = invariant == DbProviders.Sqlite ? SqliteFile.Of(factory, connectionString) : null;
        var key = (invariant, file ?? connectionString);
        lock (Gate)
        {
            if (!Entries.TryGetValue(key, out var entry))
            {
                entry = new Entry(Open(factory, connectionString, file));
                Entries.Add(key, entry);
            }

            entry.Leases++;
            return new SqlStoreLease(entry.Store, () => Release(key, entry));
        }
    }

    private static SqlStore Open(DbProviderFactory factory, string connectionString, string? file)
    {
        if (file is not null)
        {
            return new GroupCommitStore(factory, connectionString, file);
        }

        return factory.CanCreateBatch ? new PipelinedStore(factory, connectionString) : new PooledStore(factory, connectionString);
    }

    private static void Release((string Invariant, string Database) key, Entry entry)
    {
        lock (Gate)
        {
            if (--entry.Leases > 0)
            {
                return;
            }

            Entries.Remove(key);
        }

        entry.Store.Dispose();
    }

    private sealed class Entry(SqlStore store)
    {
        public SqlStore Store { get; } = store;

        public int Leases { get; set; }
    }
}

/// <summary>The use of a store by one provider; the last one to end closes it.</summary>
internal sealed class SqlStoreLease(SqlStore store, Action release) : IDisposable
{
    private Action? _release = release;

    public SqlStore Store { get; } = store;

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
