using System.Data.Common;

namespace Orleans.AdoNet;

/// <summary>Runs stored queries, each on a connection of the driver's pool and each for itself.</summary>
internal sealed class SqlStore(string invariant, string connectionString)
{
    private readonly DbProviderFactory _factory = DbProviders.Get(invariant);

    /// <summary>Runs a query that changes nothing.</summary>
    public async Task<List<T>> ReadAsync<T>(SqlQuery query, object?[] values, Func<DbDataReader, T> row)
    {
        await using var connection = await OpenAsync().ConfigureAwait(false);
        await using var command = query.CreateCommand(connection, values);
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        var rows = new List<T>();
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    /// <summary>Runs a query that changes something.</summary>
    /// <returns>The first column of the first row it returned; null when there was no row or no value.</returns>
    public async Task<object?> WriteAsync(SqlQuery query, object?[] values)
    {
        await using var connection = await OpenAsync().ConfigureAwait(false);
        await using var command = query.CreateCommand(connection, values);
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        object? first = null;
        var found = false;
        do
        {
            // To the end of all of it: only then is a statement complete.
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                if (!found)
                {
                    (first, found) = (reader.GetValue(0), true);
                }
            }
        }
        while (await reader.NextResultAsync().ConfigureAwait(false));
        return first is DBNull ? null : first;
    }

    private async Task<DbConnection> OpenAsync()
    {
        var connection = _factory.CreateConnection()!;
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
