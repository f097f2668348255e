using FleetActors.Directory;

namespace FleetActors.Storage;

public sealed class DeviceIndexTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_767_600_000_000);

    [Fact]
    public async Task List_GivesDevicesInOrderOfIdWithWhatIsKnown()
    {
        await using var file = await FleetFile.OpenAsync();
        await file.Grains.SaveAsync(new StoredDeviceIndex("truck-2", "north", null, 0));
        await file.Grains.SaveAsync(new StoredDeviceIndex("truck-1", null, null, 3));
        await file.Devices.SaveLastSeenAsync([new DeviceSeen("truck-2", Now), new DeviceSeen("never-stored", Now)], CancellationToken.None);

        (await file.Devices.ListAsync(null, 10, null, CancellationToken.None))
            .ShouldBe([new DeviceIndexRow("truck-1", null, 3, null), new DeviceIndexRow("truck-2", "north", 0, Now)]);
    }

    [Fact]
    public async Task List_FleetLimitAndAfter_Narrow()
    {
        await using var file = await FleetFile.OpenAsync();
        foreach (var n in new[] { 1, 2, 3, 4 })
        {
            await file.Grains.SaveAsync(new StoredDeviceIndex($"truck-{n}", n == 3 ? "south" : "north", null, 0));
        }

        (await file.Devices.ListAsync("north", 2, "truck-1", CancellationToken.None)).Select(row => row.DeviceId).ShouldBe(["truck-2", "truck-4"]);
        (await file.Devices.ListAsync("north", 1, null, CancellationToken.None)).Select(row => row.DeviceId).ShouldBe(["truck-1"]);
        (await file.Devices.ListAsync("east", 10, null, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Overdue_GivesTheLongestOverdueFirst()
    {
        await using var file = await FleetFile.OpenAsync();
        await file.Grains.SaveAsync(new StoredDeviceIndex("truck-1", "f", Now.ToUnixTimeMilliseconds(), 0));
        await file.Grains.SaveAsync(new StoredDeviceIndex("truck-2", "f", Now.ToUnixTimeMilliseconds() - 1, 0));
        await file.Grains.SaveAsync(new StoredDeviceIndex("truck-3", "f", Now.ToUnixTimeMilliseconds() + 1, 0));
        await file.Grains.SaveAsync(new StoredDeviceIndex("truck-4", "f", null, 0));

        (await file.Devices.OverdueAsync(Now, 10, CancellationToken.None)).ShouldBe(["truck-2", "truck-1"]);
        (await file.Devices.OverdueAsync(Now, 1, CancellationToken.None)).ShouldBe(["truck-2"]);
    }

    [Fact]
    public async Task Write_Again_CopiesWhatChanged()
    {
        await using var file = await FleetFile.OpenAsync();
        await file.Grains.SaveAsync(new StoredDeviceIndex("truck-1", "north", 5, 1));

        await file.Grains.SaveAsync(new StoredDeviceIndex("truck-1", "south", null, 2));

        (await file.Devices.ListAsync(null, 10, null, CancellationToken.None)).ShouldBe([new DeviceIndexRow("truck-1", "south", 2, null)]);
        (await file.Devices.OverdueAsync(Now, 10, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Clear_ForgetsDeviceAndLastSeen()
    {
        await using var file = await FleetFile.OpenAsync();
        var state = await file.Grains.SaveAsync(new StoredDeviceIndex("truck-1", "north", 5, 1));
        await file.Devices.SaveLastSeenAsync([new DeviceSeen("truck-1", Now)], CancellationToken.None);

        await file.Grains.ClearStateAsync(StorageNames.Device, GrainStates.Device("truck-1"), state);

        (await file.Devices.ListAsync(null, 10, null, CancellationToken.None)).ShouldBeEmpty();
        file.Scalar<int>("SELECT count(*) FROM device_seen").ShouldBe(0);
    }

    [Fact]
    public async Task SaveLastSeen_OlderTime_NeverReplacesANewerOne()
    {
        await using var file = await FleetFile.OpenAsync();
        await file.Grains.SaveAsync(new StoredDeviceIndex("truck-1", "north", null, 0));

        await file.Devices.SaveLastSeenAsync([new DeviceSeen("truck-1", Now)], CancellationToken.None);
        await file.Devices.SaveLastSeenAsync([new DeviceSeen("truck-1", Now.AddSeconds(-1))], CancellationToken.None);

        (await file.Devices.ListAsync(null, 1, null, CancellationToken.None))[0].LastSeen.ShouldBe(Now);
    }

    [Fact]
    public async Task SaveLastSeen_ManyWhileGrainsWrite_StoresAll()
    {
        await using var file = await FleetFile.OpenAsync();
        var seen = Enumerable.Range(0, 3_000).Select(n => new DeviceSeen($"truck-{n}", Now.AddMilliseconds(n))).ToArray();

        var writes = Enumerable.Range(0, 200).Select(n => Task.Run(() => file.Grains.SaveAsync(new StoredDeviceIndex($"truck-{n}", "f", null, 0))));
        await Task.WhenAll([file.Devices.SaveLastSeenAsync(seen, CancellationToken.None), .. writes]);

        file.Scalar<int>("SELECT count(*) FROM device_seen").ShouldBe(3_000);
        file.Scalar<int>("SELECT count(*) FROM device_index").ShouldBe(200);
    }
}
