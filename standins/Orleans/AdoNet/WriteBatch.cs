using System.Data;
using System.Data.Common;

namespace Orleans.AdoNet;

/// <summary>Runs writes over one connection: together where that can be told apart again, else one by one.</summary>
internal static class WriteBatch
{
    public static async Task RunAsync(DbConnection connection, IReadOnlyList<PendingWrite> writes)
    {
        // Results come back in order, but only of statements that have one: what is not known to have one would shift all that follow.
        var together = writes.Where(static write => write.Query.ReturnsRows).ToList();
        if (together.Count > 1 && await TryTogetherAsync(connection, together).ConfigureAwait(false))
        {
            writes = [.. writes.Except(together)];
        }

        foreach (var write in writes)
        {
            await AloneAsync(connection, write).ConfigureAwait(false);
        }
    }

    /// <summary>False when the server has refused one of them and so has taken back all.</summary>
    private static async Task<bool> TryTogetherAsync(DbConnection connection, List<PendingWrite> writes)
    {
        try
        {
            await using var batch = connection.CreateBatch();
            foreach (var write in writes)
            {
                write.Query.AddTo(batch, write.Values);
            }

            await using (var reader = await batch.ExecuteReaderAsync().ConfigureAwait(false))
            {
                foreach (var write in writes)
                {
                    write.Succeeded(await FirstValueAsync(reader).ConfigureAwait(false));
                    await reader.NextResultAsync().ConfigureAwait(false);
                }
            }
        }
#pragma warning disable CA1031 // The connection is sound, so it was one of the writes; run alone, each hears of its own failure.
        catch (Exception) when (connection.State == ConnectionState.Open)
#pragma warning restore CA1031
        {
            return false;
        }

        // Only here is the reader at its end, and with it the commit reported.
        foreach (var write in writes)
        {
            write.Complete();
        }

        return true;
    }

    private static async Task AloneAsync(DbConnection connection, PendingWrite write)
    {
        try
        {
            await using var command = write.Query.CreateCommand(connection);
            SqlQuery.SetValues(command, write.Values);
            await using (var reader = await command.ExecuteReaderAsync().ConfigureAwait(false))
            {
                write.Query.ReturnsRows = reader.FieldCount > 0 && !write.Query.HasSeveralStatements;
                write.Succeeded(SqlStore.ReadFirstValue(reader));
            }
        }
#pragma warning disable CA1031 // It reaches the caller with the write.
        catch (Exception exception) when (connection.State == ConnectionState.Open)
#pragma warning restore CA1031
        {
            write.Failed(exception);
        }

        write.Complete();
    }

    private static async Task<object?> FirstValueAsync(DbDataReader reader)
    {
        object? first = null;
        if (await reader.ReadAsync().ConfigureAwait(false))
        {
            first = reader.GetValue(0);
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                // To its end: only then is a statement complete.
            }
        }

        return first is DBNull ? null : first;
    }
}
