using System.Data.Common;

namespace Orleans.AdoNet;

/// <summary>A connection of the driver's pool for each query, for databases with a server.</summary>
internal sealed class PooledStore(DbProviderFactory factory, string connectionString) : SqlStore
{
    public override async Task<List<T>> ReadAsync<T>(SqlQuery query, object?[] values, Func<DbDataReader, T> row)
    {
        await using var connection = await OpenAsync().ConfigureAwait(false);
        await using var command = query.CreateCommand(connection);
        SqlQuery.SetValues(command, values);
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        var rows = new List<T>();
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    public override async Task<object?> WriteAsync(SqlQuery query, object?[] values)
    {
        await using var connection = await OpenAsync().ConfigureAwait(false);
        await using var command = query.CreateCommand(connection);
        SqlQuery.SetValues(command, values);
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        return ReadFirstValue(reader);
    }

    public override void Dispose()
    {
    }

    /// <summary>A connection of the pool.</summary>
    public async Task<DbConnection> OpenAsync()
    {
        var connection = factory.CreateConnection()!;
        connection.ConnectionString = connectionString;
        try
        {
            await connection.OpenAsync().ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
