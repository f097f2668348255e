using FleetActors.Time;
using Orleans.Placement;

namespace FleetActors.Recovery;

/// <summary>
/// The durable backstop: one reminder a minute for the whole cluster, whose tick sweeps the index. One reminder instead of one for each alert,
/// because each would cost two writes of its own and the index already knows every due time.
/// </summary>
[Immovable(ImmovableKind.Rebalancer)]
internal sealed class WatchdogGrain(IEnumerable<IWakeSource> sources, GrainClock clock) : Grain, IWatchdogGrain, IRemindable
{
    private const string Reminder = "sweep";
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    public Task EnsureAsync() => this.RegisterOrUpdateReminder(Reminder, Period, Period);

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        foreach (var source in sources)
        {
            await source.WakeAsync(SweepShare.Whole, clock.UtcNow, starting: false, CancellationToken.None);
        }
    }
}
