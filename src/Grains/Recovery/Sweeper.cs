using FleetActors.Alerts;
using FleetActors.Time;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FleetActors.Recovery;

/// <summary>
/// Looks into the index when the silo starts and every few seconds after, and wakes what is overdue. The third of three: a grain's timer fires on the
/// moment, the watchdog's reminder survives the cluster, and this finds work again within seconds of a restart, or of the death of another silo. The
/// silos share the index out among themselves.
/// </summary>
internal sealed partial class Sweeper(
    IEnumerable<IWakeSource> sources,
    ISiloStatusOracle silos,
    IGrainFactory grains,
    GrainClock clock,
    TimeProvider hostClock,
    IOptions<AlertOptions> options,
    ILogger<Sweeper> log) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    // The others may learn of a death a moment later than this silo, and until then divide otherwise.
    private const int PassesAfterDeath = 2;

    private readonly CancellationTokenSource _stopping = new();
    private readonly SweepShares _shares = new(silos.SiloAddress, () => silos.GetApproximateSiloStatuses(onlyActive: true).Keys);
    private Task _loop = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(Sweeper), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose() => _stopping.Dispose();

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _loop = LoopAsync(_stopping.Token);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _loop.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task LoopAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        var starting = true;
        var passesLeft = 0;
        using var timer = new PeriodicTimer(options.Value.SweepInterval, hostClock);
        do
        {
            var (share, isAnyGone) = _shares.Next();
            passesLeft = isAnyGone ? PassesAfterDeath : passesLeft;
            var isComplete = await SweepAsync(share, starting, starting || passesLeft > 0, cancellationToken);
            starting &= !isComplete;
            passesLeft -= isComplete && passesLeft > 0 ? 1 : 0;
        }
        while (await NextAsync(timer, cancellationToken));
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>True when every source was asked without failure.</summary>
    private async Task<bool> SweepAsync(SweepShare share, bool starting, bool withOwing, CancellationToken cancellationToken)
    {
        var complete = true;
        if (starting)
        {
            complete &= await TryAsync("watchdog", () => grains.GetGrain<IWatchdogGrain>(0).EnsureAsync());
        }

        foreach (var source in sources)
        {
            complete &= await TryAsync(source.GetType().Name, () => source.WakeAsync(share, clock.UtcNow, withOwing, cancellationToken));
        }

        return complete;
    }

    private async Task<bool> TryAsync(string what, Func<Task> action)
    {
        try
        {
            await action();
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            if (!_stopping.IsCancellationRequested)
            {
                LogSweepFailed(log, exception, what);
            }

            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sweep of {Source} failed; it is repeated")]
    private static partial void LogSweepFailed(ILogger log, Exception exception, string source);
}
