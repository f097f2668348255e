using System.Data.Common;
using System.Threading.Channels;

namespace Orleans.AdoNet;

/// <summary>
/// A database with a server whose driver takes several statements at once. Writes that wait share a round trip and a commit; each read has a connection of the
/// driver's pool to itself.
/// </summary>
internal sealed class PipelinedStore : SqlStore
{
    // Enough to keep a server's cores and its log busy, few enough that each has several writes to send.
    private const int Writers = 4;
    private const int MaxBatch = 64;
    private const int MaxWaiting = 16_384;

    private readonly PooledStore _pool;
    private readonly Channel<PendingWrite> _waiting = Channel.CreateBounded<PendingWrite>(MaxWaiting);
    private readonly Task _writers;

    public PipelinedStore(DbProviderFactory factory, string connectionString)
    {
        _pool = new PooledStore(factory, connectionString);
        _writers = Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(RunAsync)));
    }

    public override Task<List<T>> ReadAsync<T>(SqlQuery query, object?[] values, Func<DbDataReader, T> row) => _pool.ReadAsync(query, values, row);

    public override async Task<object?> WriteAsync(SqlQuery query, object?[] values)
    {
        var write = new PendingWrite(query, values);
        try
        {
            await _waiting.Writer.WriteAsync(write).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(PipelinedStore));
        }

        return await write.Task.ConfigureAwait(false);
    }

    public override void Dispose()
    {
        _waiting.Writer.TryComplete();
        _writers.GetAwaiter().GetResult();
        _pool.Dispose();
    }

    private async Task RunAsync()
    {
        var batch = new List<PendingWrite>(MaxBatch);
        while (await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (batch.Count < MaxBatch && _waiting.Reader.TryRead(out var write))
            {
                batch.Add(write);
            }

            await RunAsync(batch).ConfigureAwait(false);
            batch.Clear();
        }
    }

    private async Task RunAsync(List<PendingWrite> batch)
    {
        try
        {
            await using var connection = await _pool.OpenAsync().ConfigureAwait(false);
            await WriteBatch.RunAsync(connection, batch).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it is, the callers must hear of it and the writer must go on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            foreach (var write in batch.Where(static write => !write.Task.IsCompleted))
            {
                write.Abandon(exception);
            }
        }
    }
}
