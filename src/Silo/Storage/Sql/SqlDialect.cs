using System.Data.Common;
using FleetActors.Directory;

namespace FleetActors.Storage.Sql;

/// <summary>What differs between databases.</summary>
internal abstract class SqlDialect
{
    private static readonly SqlDialect[] All = [new SqliteDialect(), new PostgresDialect()];

    /// <summary>The invariant names that can be used.</summary>
    public static IEnumerable<string> Invariants => All.Select(static dialect => dialect.Invariant);

    /// <summary>Orleans' name of the database.</summary>
    public abstract string Invariant { get; }

    /// <summary>Folder of its migrations below <c>deploy/sql</c>.</summary>
    public abstract string ScriptFolder { get; }

    /// <summary>Run on every connection when it is opened; may be empty.</summary>
    public abstract string ConnectionSetup { get; }

    /// <summary>Run on a connection for bulk writes that a power cut may take back.</summary>
    public abstract string BulkSetup { get; }

    /// <summary>The dialect of an invariant name; null if there is none.</summary>
    public static SqlDialect? Find(string? invariant) => Array.Find(All, dialect => dialect.Invariant == invariant);

    /// <summary>The invariant name that the settings mean: the one they name, else the one whose connection string this looks like.</summary>
    public static string InvariantOf(StorageOptions options)
    {
        if (!string.IsNullOrWhiteSpace(options.Invariant))
        {
            return options.Invariant;
        }

        return PostgresConnectionString.LooksLikeOne(options.ConnectionString) ? StorageOptions.PostgresInvariant : StorageOptions.SqliteInvariant;
    }

    /// <summary>Why a connection string cannot be used, in words that never repeat a part of it; null if it can. Empty means the default.</summary>
    public abstract string? CheckConnectionString(string connectionString);

    /// <summary>The connection string to use; makes what must exist before a connection can be opened.</summary>
    public abstract string Resolve(StorageOptions options);

    /// <summary>Where the data is, for messages; never with a password.</summary>
    public abstract string Describe(string connectionString);

    /// <summary>What a failure to open or prepare the database means, in one line; never with a password.</summary>
    public abstract string Explain(Exception failure);

    /// <summary>A connection, not yet open.</summary>
    public abstract DbConnection Create(string connectionString);

    /// <summary>A connection of its own that closes for good, not yet open.</summary>
    public abstract DbConnection CreateUnpooled(string connectionString);

    /// <summary>Begins the transaction in which the schema is changed, alone of all processes; waits for another that has it.</summary>
    public abstract Task BeginExclusiveAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Begins a transaction that will write.</summary>
    public abstract Task BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Begins a transaction in which everything read is of one moment.</summary>
    public abstract Task BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>
    /// Stores last-seen times unless newer ones are there, all or none of them. They come in the order of the ids by their bytes, each id once.
    /// </summary>
    public abstract Task SaveLastSeenAsync(DbConnection connection, IReadOnlyList<DeviceSeen> seen, CancellationToken cancellationToken);

    /// <summary>Grain storage <see cref="StorageNames.Fleet"/> and reminders in this database, for a silo.</summary>
    public abstract void AddStorage(ISiloBuilder silo);

    /// <summary>Closes idle connections.</summary>
    public abstract void ReleaseConnections(string connectionString);
}
