#if !STANDINS
using FleetActors.Calls;
using FleetActors.Devices;
using FleetActors.Fleets;
using FleetActors.Storage;
using Microsoft.Extensions.DependencyInjection;
#endif

namespace FleetActors.Cluster;

/// <summary>Where grains live when there are several silos: devices are spread, calls are where their front is connected. With the stand-ins there is one place.</summary>
public sealed class PlacementTests
{
#if STANDINS
    [Fact(Skip = ManySilosTests.Reason)]
    public void DevicesAndCalls_HaveTheirPlace()
    {
    }
#else
    private const int Devices = 3000;
    private const double Tolerance = 0.1;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Devices_ReportedThroughTwoFronts_AreSpreadAlsoAfterASiloDiedAndCameBack()
    {
        await using var cluster = await FleetCluster.StartAsync(new World { IsSpreadAgain = true }, silos: 3);
        using var left = await cluster.ConnectAsync(cluster.Mortals[0]);
        using var right = await cluster.ConnectAsync(cluster.Silos[0]);
        IGrainFactory[] fronts = [left.Services.GetRequiredService<IGrainFactory>(), right.Services.GetRequiredService<IGrainFactory>()];

        await SendAsync(cluster, fronts, 1);
        var first = await CountAsync(cluster);
        first.Count.ShouldBe(3, "each silo has some at once");
        await UntilSpreadAsync(cluster, fronts, silos: 3);

        // The front that was connected to the silo goes with it.
        await cluster.KillAsync(cluster.Mortals[1]);
        await UntilSpreadAsync(cluster, fronts, silos: 2);

        await cluster.StartOneMoreAsync();
        await UntilSpreadAsync(cluster, fronts, silos: 3);
        var (deeds, deaths) = cluster.World.Ledger.Read();
        var ruling = OwnershipJudge.Judge(deeds, deaths);
        ruling.Breaches.ShouldBeEmpty();
        ruling.HandOvers.ShouldBeGreaterThan(Devices / 3, "those of the dead silo, and those that moved to the new one");
    }

    [Fact]
    public async Task DeviceMoves_TakesAlongWhatIsInMemoryAloneAndLosesNothingThatIsStored()
    {
        await using var cluster = await FleetCluster.StartAsync(silos: 2);
        var device = cluster.Grains.GetDevice("truck-1");
        for (var value = 1; value <= 5; value++)
        {
            cluster.World.Clock.Advance(TimeSpan.FromSeconds(1));
            await device.IngestAsync(Batch(value));
        }

        cluster.World.Store.Edit(StorageNames.Device, device.GetGrainId(), static state => state["later"] = 7);
        var before = (Readings: await device.GetReadingsAsync(), View: await device.GetAsync());
        var management = cluster.Grains.GetGrain<IManagementGrain>(0);
        var here = await management.GetActivationAddress(device);
        await cluster.MigrateAsync(device, cluster.Silos.Single(silo => !silo.SiloAddress.Equals(here)));

        var after = (Readings: await device.GetReadingsAsync(), View: await device.GetAsync());
        (await management.GetActivationAddress(device)).ShouldNotBe(here);
        after.Readings!.Value.ShouldBe(before.Readings!.Value);
        after.View!.LastSeenAt.ShouldBe(before.View!.LastSeenAt);
        after.View.Values.ShouldBe(before.View.Values);
        (await device.IngestAsync(Batch(5, before.View.LastSeenAt))).Accepted.ShouldBe(1);
        (await device.GetReadingsAsync())!.Value.Length.ShouldBe(5, "a reading sent again is known as such");
        cluster.World.Clock.Advance(TimeSpan.FromSeconds(1));
        await device.IngestAsync(Batch(6));
        (await device.GetReadingsAsync())!.Value.Length.ShouldBe(6);

        (await device.PutProfileAsync(new DeviceProfile(FleetId.Default, "Truck 1", []))).ShouldBeEmpty();
        var stored = cluster.World.Store.Edit(StorageNames.Device, device.GetGrainId(), static _ => { });
        ((int?)stored["later"]).ShouldBe(7, "a member that this release does not know");
        ((string?)stored["name"]).ShouldBe("Truck 1");
    }

    [Fact]
    public async Task Calls_LiveOnTheSiloThatTheirFrontIsConnectedTo()
    {
        await using var cluster = await FleetCluster.StartAsync(silos: 3);
        var management = cluster.Grains.GetGrain<IManagementGrain>(0);
        var words = new CallStory();
        foreach (var silo in cluster.Silos)
        {
            using var front = await cluster.ConnectAsync(silo);
            foreach (var id in Enumerable.Range(0, 20).Select(number => $"call-{silo.Name}-{number}"))
            {
                var call = front.Services.GetRequiredService<IGrainFactory>().Call(id);
                await call.OnEventAsync(words.Heard(InboundCallEventKind.Initiated, leg: "v3:" + id) with { OccurredAt = cluster.World.Clock.Now });
                (await management.GetActivationAddress(call)).ShouldBe(silo.SiloAddress, id);
            }

            await front.StopAsync();
        }
    }

    /// <summary>Everybody sends, until no silo has much more than its share.</summary>
    private static async Task UntilSpreadAsync(FleetCluster cluster, IGrainFactory[] fronts, int silos)
    {
        var started = TimeProvider.System.GetTimestamp();
        for (var value = 2; ; value++)
        {
            await SendAsync(cluster, fronts, value);
            var counts = await CountAsync(cluster);
            if (counts.Count == silos && counts.Values.Sum() == Devices && counts.Values.Max() <= Devices / (double)silos * (1 + Tolerance))
            {
                return;
            }

            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException($"{silos} silos, and devices on them: {string.Join(", ", counts.Values)}");
            }
        }
    }

    private static async Task SendAsync(FleetCluster cluster, IGrainFactory[] fronts, int value)
    {
        cluster.World.Clock.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(Enumerable.Range(0, Devices).Select(number => SendAsync(fronts[number % fronts.Length].GetDevice($"truck-{number}"), value)));
    }

    private static async Task SendAsync(IDeviceGrain device, int value)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await device.IngestAsync(Batch(value)).AsTask().WaitAsync(TimeSpan.FromSeconds(5));
                return;
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException or OperationCanceledException && TimeProvider.System.GetElapsedTime(started) < Patience)
            {
                await Task.Yield();
            }
        }
    }

    private static ReadingBatch Batch(int value, DateTimeOffset? at = null) =>
        new(null, [new Reading("temperature", MetricValue.Of(value), at?.ToUnixTimeMilliseconds() ?? Reading.ServerTime, 0)]);

    private static async Task<Dictionary<SiloAddress, int>> CountAsync(FleetCluster cluster)
    {
        var all = await cluster.Grains.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics();
        return all.Where(one => one.GrainId.Type.ToString() == "device").GroupBy(one => one.SiloAddress).ToDictionary(silo => silo.Key, silo => silo.Count());
    }
#endif
}
