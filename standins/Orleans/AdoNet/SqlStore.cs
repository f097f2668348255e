using System.Data.Common;

namespace Orleans.AdoNet;

/// <summary>Runs stored queries. Shared by all providers of one database in a process.</summary>
internal abstract class SqlStore : IDisposable
{
    /// <summary>Runs a query that changes nothing.</summary>
    public abstract Task<List<T>> ReadAsync<T>(SqlQuery query, object?[] values, Func<DbDataReader, T> row);

    /// <summary>
    /// Runs a query that changes something, and completes when that is durable. The values are read until then.
    /// </summary>
    /// <returns>The first column of the first row it returned; null when there was no row or no value.</returns>
    public abstract Task<object?> WriteAsync(SqlQuery query, object?[] values);

    /// <summary>Finishes what was asked for and closes the connections.</summary>
    public abstract void Dispose();

    /// <summary>Reads all result sets to their end: only then is a statement complete.</summary>
    public static object? ReadFirstValue(DbDataReader reader)
    {
        object? first = null;
        var found = false;
        do
        {
            while (reader.Read())
            {
                if (!found)
                {
                    found = true;
                    first = reader.GetValue(0);
                }
            }
        }
        while (reader.NextResult());
        return first is DBNull ? null : first;
    }
}
