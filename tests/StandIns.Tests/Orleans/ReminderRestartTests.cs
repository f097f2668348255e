using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace FleetActors.StandIns.Grains;

public sealed class ReminderRestartTests
{
    private static readonly AsyncLocal<SharedReminderTable?> Table = new();

    [Fact]
    public async Task Restart_RemindersOfTheTable_ComeBack()
    {
        Table.Value = new SharedReminderTable();
        var key = Guid.NewGuid().ToString("N");
        var serviceId = Guid.NewGuid().ToString("N");
        await using (var first = await GrainCluster.DeployAsync<SiloConfigurator>(serviceId))
        {
            var grain = first.GrainFactory.GetGrain<IReminderGrain>(key);
            await grain.Remind("check", TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
            await Signals.Await($"{key} reminder 1");
        }

        var ticks = Signals.LogOf(key).Count;
        await using var second = await GrainCluster.DeployAsync<SiloConfigurator>(serviceId);

        await Signals.Await($"{key} reminder {ticks + 1}");
        (await second.GrainFactory.GetGrain<IReminderGrain>(key).Names()).ShouldBe(["check"]);
        Table.Value.Starts.ShouldBe(2);
    }

    private sealed class SiloConfigurator : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder)
        {
            siloBuilder.AddReminders();
            siloBuilder.Services.AddSingleton<IReminderTable>(Table.Value!);
            siloBuilder.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromSeconds(1));
        }
    }
}
