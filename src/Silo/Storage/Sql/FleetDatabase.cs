using System.Data.Common;
using Microsoft.Extensions.Options;

namespace FleetActors.Storage.Sql;

/// <summary>The database of this process: which one, and connections to it.</summary>
internal sealed class FleetDatabase
{
    /// <summary>How long a change of the schema may wait for another process that is at it, in seconds.</summary>
    public const int SchemaTimeoutSeconds = 300;

    public FleetDatabase(IOptions<StorageOptions> options)
    {
        Invariant = SqlDialect.InvariantOf(options.Value);
        Dialect = SqlDialect.Find(Invariant) ?? throw new StorageException($"No database has the invariant name '{Invariant}'.");
        ConnectionString = Dialect.Resolve(options.Value);
    }

    public SqlDialect Dialect { get; }

    public string Invariant { get; }

    /// <summary>Complete: full path, no defaults left open.</summary>
    public string ConnectionString { get; }

    /// <summary>Where the data is, for messages.</summary>
    public string Description => Dialect.Describe(ConnectionString);

    /// <summary>A pooled connection for reading.</summary>
    public Task<DbConnection> OpenAsync(CancellationToken cancellationToken) =>
        OpenAsync(Dialect.Create(ConnectionString), Dialect.ConnectionSetup, cancellationToken);

    /// <summary>
    /// A connection of its own for bulk writes that a power cut may take back. Never pooled: a pooled one would hand its weaker durability to grain storage.
    /// </summary>
    public Task<DbConnection> OpenBulkAsync(CancellationToken cancellationToken) =>
        OpenAsync(Dialect.CreateUnpooled(ConnectionString), Dialect.BulkSetup, cancellationToken);

    /// <summary>A connection of its own for changes of the schema.</summary>
    public Task<DbConnection> OpenSchemaAsync(CancellationToken cancellationToken) =>
        OpenAsync(Dialect.CreateUnpooled(ConnectionString), Dialect.ConnectionSetup, cancellationToken);

    /// <summary>Closes idle connections.</summary>
    public void ReleaseConnections() => Dialect.ReleaseConnections(ConnectionString);

    private static async Task<DbConnection> OpenAsync(DbConnection connection, string setup, CancellationToken cancellationToken)
    {
        try
        {
            await connection.OpenAsync(cancellationToken);
            if (setup.Length > 0)
            {
                await connection.ExecuteAsync(setup, cancellationToken);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
