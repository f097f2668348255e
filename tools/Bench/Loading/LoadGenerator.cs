using System.Diagnostics;
using System.Net.Sockets;
using System.Threading.Channels;

namespace FleetActors.Bench.Loading;

/// <summary>Makes one load.</summary>
internal sealed class LoadGenerator(LoadPlan plan)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly LoadTally _tally = new(plan.KeepsAlertIds);
    private readonly byte[][] _requests = RequestMaker.Make(plan);
    private int _next;

    public async Task<LoadReport> RunAsync()
    {
        var connections = Enumerable.Range(0, plan.Connections).Select(_ => new LoadConnection()).ToList();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(plan.Seconds) + Patience);
        try
        {
            foreach (var connection in connections)
            {
                await connection.ConnectAsync(plan.Port, limit.Token);
            }

            var cpu = CpuTime();
            var start = Stopwatch.GetTimestamp();
            await (plan.Rate > 0 ? SendWhenDueAsync(connections, start, limit.Token) : SendAtOnceAsync(connections, start, limit.Token));
            return _tally.Report(Stopwatch.GetElapsedTime(start).TotalSeconds, (CpuTime() - cpu).TotalSeconds);
        }
        finally
        {
            connections.ForEach(connection => connection.Dispose());
        }
    }

    private Task SendAtOnceAsync(List<LoadConnection> connections, long start, CancellationToken cancellationToken)
    {
        var end = start + (long)(plan.Seconds * Stopwatch.Frequency);
        return Task.WhenAll(connections.Select(async connection =>
        {
            for (var now = Stopwatch.GetTimestamp(); now < end; now = Stopwatch.GetTimestamp())
            {
                if (!await ExchangeAsync(connection, now, cancellationToken))
                {
                    return;
                }
            }
        }));
    }

    private async Task SendWhenDueAsync(List<LoadConnection> connections, long start, CancellationToken cancellationToken)
    {
        var due = Channel.CreateUnbounded<long>(new UnboundedChannelOptions { SingleWriter = true });
        var sending = Task.WhenAll(connections.Select(async connection =>
        {
            await foreach (var at in due.Reader.ReadAllAsync(cancellationToken))
            {
                if (!await ExchangeAsync(connection, at, cancellationToken))
                {
                    return;
                }
            }
        }));

        using var timer = new PeriodicTimer(Tick, TimeProvider.System);
        var wanted = (long)(plan.Seconds * plan.Rate);
        for (long sent = 0; sent < wanted && await timer.WaitForNextTickAsync(cancellationToken);)
        {
            var now = Stopwatch.GetTimestamp();
            for (; sent < wanted && DueAt(start, sent) is var at && at <= now; sent++)
            {
                due.Writer.TryWrite(at);
            }
        }

        due.Writer.Complete();
        await sending;
        while (due.Reader.TryRead(out _))
        {
            _tally.Failed("Every connection was lost before the request could be sent.");
        }
    }

    private long DueAt(long start, long request) => start + (long)(request / plan.Rate * Stopwatch.Frequency);

    /// <returns>False when the connection is of no more use.</returns>
    private async ValueTask<bool> ExchangeAsync(LoadConnection connection, long due, CancellationToken cancellationToken)
    {
        var request = _requests[(uint)Interlocked.Increment(ref _next) % _requests.Length];
        try
        {
            var status = await connection.ExchangeAsync(request, cancellationToken);
            _tally.Answered(status, due, connection.Answer);
            return true;
        }
        catch (Exception exception) when (exception is SocketException or InvalidDataException or OperationCanceledException)
        {
            _tally.Failed(exception is OperationCanceledException ? "No answer in time." : exception.Message);
            return false;
        }
    }

    private static TimeSpan CpuTime() => Environment.CpuUsage.TotalTime;
}
